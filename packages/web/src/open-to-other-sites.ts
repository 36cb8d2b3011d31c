import type { Asker } from '@diachi/domain';
import type { Request, Response } from 'express';
import { beforeHead } from './before-head.ts';

const HEADERS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Last-Modified, Link, Location, RateLimit, RateLimit-Policy, Retry-After',
  // Pictures stand in pages of other sites too, where no script asks for them.
  'Cross-Origin-Resource-Policy': 'cross-origin',
} as const;

const ANSWERS_TO_OPTIONS = {
  'Access-Control-Allow-Methods': 'GET, HEAD, OPTIONS',
  'Access-Control-Allow-Headers': 'Accept, Authorization, Content-Type, If-Modified-Since, If-None-Match, Range',
  'Access-Control-Max-Age': '86400',
} as const;

/**
 * Lets scripts of every site read what is answered (CORS, the Fetch standard, section 3.3). Browsers send no cookies of ours along to an address that is open to
 * all, so nothing is told to another site that is not told to everybody.
 */
export function openToOtherSites(_request: Request, response: Response, next: () => void): void {
  response.set(HEADERS);
  next();
}

/**
 * Closes again what was opened to other sites, when it turns out to be for whoever asks alone: kept by nobody on the way, it is not to
 * be read by a page of another site either. What everybody is answered stays open, whoever asks.
 */
export function closeWhatIsPrivate(response: Response, { role, library }: Asker): void {
  if (role === 'reader' && library === null) return;
  beforeHead(response, () => {
    if (!/\b(?:private|no-store)\b/.test(String(response.getHeader('Cache-Control') ?? ''))) return;
    response.removeHeader('Access-Control-Allow-Origin');
    response.removeHeader('Access-Control-Expose-Headers');
    response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  });
}

/** Tells a browser what it may ask for on behalf of another site, before it does; and anybody which methods there are (RFC 9110, 9.3.7). */
export const answerOptions =
  (methods: readonly string[]) =>
  (_request: Request, response: Response): void => {
    response
      .set({ ...HEADERS, ...ANSWERS_TO_OPTIONS, Allow: [...methods, 'OPTIONS'].join(', ') })
      .status(204)
      .end();
  };
