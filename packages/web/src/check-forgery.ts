import { timingSafeEqual } from 'node:crypto';
import { Failure } from '@diachi/domain';
import type { Request } from 'express';
import { CSRF_FIELD, CSRF_HEADER, type Visitor } from './visitor.ts';

const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Fails with `access.forged-request` when another site's page made a browser send this. A request without a browser's marks passes. */
export function checkOrigin(request: Request): void {
  if (harmless.has(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  // Browsers tell Sec-Fetch-Site over https and to localhost only; on a plain http network there is just the Origin.
  if (site !== undefined ? site === 'same-origin' || site === 'none' : isOwnOrigin(request)) return;
  throw forged();
}

/** Fails with `access.forged-request` unless the session's own token came with the request, in a header or a form's field. */
export function checkCsrfToken(request: Request, visitor: Visitor): void {
  if (harmless.has(request.method)) return;
  const body = request.body as Record<string, unknown> | undefined;
  const sent = request.headers[CSRF_HEADER] ?? body?.[CSRF_FIELD];
  if (typeof sent === 'string' && isSame(sent, visitor.csrfToken)) return;
  throw forged();
}

/**
 * Whether a page of another site made a browser ask this. Such a page must not see by way of a computer what only its place may: whoever sits in
 * a reading room looks at other sites too.
 */
export function isFromOtherSite(request: Request): boolean {
  const site = request.headers['sec-fetch-site'];
  const isGoneTo = request.headers['sec-fetch-mode'] === 'navigate';
  return !isOwnOrigin(request) || (!isGoneTo && (site === 'cross-site' || site === 'same-site'));
}

function isOwnOrigin(request: Request): boolean {
  const origin = request.headers.origin;
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === request.host;
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}

const forged = () =>
  new Failure(
    'invalid',
    'access.forged-request',
    'This did not come from a page of the library, or the page is old. Reload it and try again.',
  );
