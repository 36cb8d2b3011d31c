import type { Request } from 'express';

/** A named part of the address, decoded; the parts of a wildcard joined with `/`, and empty when it matched nothing. */
export function pathParameter(request: Request, name: string): string {
  const value = request.params[name];
  return Array.isArray(value) ? value.join('/') : (value ?? '');
}
