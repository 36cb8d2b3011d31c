import type { Request, Response } from 'express';

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
  Allow: 'GET, HEAD, OPTIONS',
} as const;

/**
 * Lets scripts of every site read what is answered (CORS, the Fetch standard, section 3.3). Browsers send no cookies of ours along to an address that is open to
 * all, so nothing is told to another site that is not told to everybody.
 */
export function openToOtherSites(_request: Request, response: Response, next: () => void): void {
  response.set(HEADERS);
  next();
}

/** Tells a browser what it may ask for on behalf of another site, before it does. */
export function answerOptions(_request: Request, response: Response): void {
  response
    .set({ ...HEADERS, ...ANSWERS_TO_OPTIONS })
    .status(204)
    .end();
}
