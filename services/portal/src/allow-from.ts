import type { Response } from 'express';

/** Lets this one page load pictures, and what tells of them, from one place of somebody else's. Nothing of it can run. */
export function allowFrom(response: Pick<Response, 'get' | 'set'>, origin: string): void {
  const policy = response.get('Content-Security-Policy') ?? "default-src 'self'";
  const directives = policy
    .split(';')
    .map((directive) => directive.trim())
    .filter((directive) => directive !== '' && !/^(?:img|connect)-src\b/.test(directive));
  const opened = [...directives, `img-src 'self' data: blob: ${origin}`, `connect-src 'self' ${origin}`];
  response.set('Content-Security-Policy', opened.join(';'));
}
