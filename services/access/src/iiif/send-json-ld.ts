import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { isUnchanged } from '../send-object.ts';

export type JsonLd = {
  readonly body: object;
  /** The context it is written in, which the content type names. */
  readonly profile: string;
  readonly cacheControl: string;
};

const JSON_TYPE = 'application/json; charset=utf-8';

/**
 * The content type of an answer: JSON-LD with its profile, as each IIIF specification wants it, or plain JSON for a client that asks for that and for browsers of people, which
 * show it instead of keeping it as a file.
 */
export function jsonLdType(request: Request, profile: string): string {
  const accepted = request.get('accept') ?? '*/*';
  if (accepted.includes('application/ld+json')) return ldType(profile);
  return accepted.includes('application/json') || accepted.includes('text/html') ? JSON_TYPE : ldType(profile);
}

const ldType = (profile: string) => `application/ld+json;profile="${profile}"`;

/** Sends what fits into memory, or 304 to whoever has it already. */
export function sendJsonLd(request: Request, response: Response, { body, profile, cacheControl }: JsonLd): void {
  const text = JSON.stringify(body);
  const type = jsonLdType(request, profile);
  const etag = `W/"${createHash('sha256').update(type).update(text).digest('base64url').slice(0, 27)}"`;
  response.set({ ETag: etag, 'Cache-Control': cacheControl }).vary('Accept');
  if (isUnchanged(request, etag)) {
    response.status(304).end();
    return;
  }
  // Not by `set`, which would add a charset that JSON-LD has none of.
  response.setHeader('Content-Type', type);
  response.send(Buffer.from(text));
}
