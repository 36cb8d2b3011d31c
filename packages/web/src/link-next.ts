import type { Request, Response } from 'express';

/**
 * Says where a list goes on: the same address with other parameters, relative to what was asked (RFC 8288, section 3.2; RFC 3986, section 4.2).
 */
export function linkNext(request: Request, response: Response, parameters: Readonly<Record<string, string | number>>) {
  const [path = '', query = ''] = request.originalUrl.split('?');
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(parameters)) next.set(name, String(value));
  response.append('Link', `<${path}?${next}>; rel="next"`);
}
