import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ObjectStore } from '@diachi/ports';
import type { Request, Response } from 'express';
import { parseByteRange } from './byte-range.ts';

/** An object of the store on its way to a reader. */
export type Sending = {
  readonly key: string;
  readonly contentType: string;
  /** Names these bytes for good: a checksum. */
  readonly version: string;
  readonly cacheControl: string;
};

/** Read again only after asking: a newer revision may have taken its place. */
export const ASK_AGAIN = 'no-cache';

/**
 * Streams an object: whole, one range of it (206, 416), or 304 when the reader has it already. Fails as the store does, before
 * the first byte; a store that breaks off later ends the connection, so that half a file is never taken for a whole one.
 */
export async function sendObject(store: ObjectStore, request: Request, response: Response, sending: Sending) {
  const etag = `"${sending.version}"`;
  response.set({ ETag: etag, 'Cache-Control': sending.cacheControl, 'Accept-Ranges': 'bytes' });
  if (isUnchanged(request, etag)) {
    response.status(304).end();
    return;
  }

  const sizeBytes = await store.sizeBytes(sending.key);
  const ifRange = request.get('if-range');
  const range =
    ifRange === undefined || ifRange === etag ? parseByteRange(request.get('range'), sizeBytes) : ('whole' as const);
  if (range === 'unsatisfiable') {
    response.removeHeader('Content-Disposition');
    response.status(416).set('Content-Range', `bytes */${sizeBytes}`).end();
    return;
  }

  response.set('Content-Type', sending.contentType);
  response.set('Content-Length', String(range === 'whole' ? sizeBytes : range.last - range.first + 1));
  if (range !== 'whole') {
    response.status(206).set('Content-Range', `bytes ${range.first}-${range.last}/${sizeBytes}`);
    // A range counts bytes of the object as it is: compressed on the way it would be a range of something else.
    response.set('Cache-Control', `${sending.cacheControl}, no-transform`);
  }
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const body = await store.read(sending.key, range === 'whole' ? undefined : range);
  await pipeToReader(body, response);
}

/**
 * Sends a reader to the store itself where it can be reached, by a link of his own that soon ends; otherwise streams, as
 * `sendObject` does. For files that are taken home: what pages show comes from the library's own address, as their
 * Content-Security-Policy wants it.
 */
export async function sendByLink(
  store: ObjectStore,
  request: Request,
  response: Response,
  { fileName, ...sending }: Sending & { readonly fileName: string },
): Promise<void> {
  const { key, contentType } = sending;
  // A link is signed for GET, and a reader who has the file already needs none.
  const wantsBytes = request.method === 'GET' && !isUnchanged(request, `"${sending.version}"`);
  const download = { fileName, contentType, isInline: false, lifeSeconds: LINK_LIFE_SECONDS };
  const link = wantsBytes ? await store.linkTo(key, download) : null;
  if (link === null) return sendObject(store, request, response, sending);
  response.removeHeader('Content-Disposition');
  response.set('Cache-Control', 'private, no-store').redirect(302, link);
}

// Long enough to begin a download and to take it up again after a short break of the line.
const LINK_LIFE_SECONDS = 15 * 60;

/** Sends what is written while it is sent, under the headers that are set: 304 when the reader has it already, and nothing but them to HEAD. */
export async function sendWritten(
  request: Request,
  response: Response,
  etag: string,
  write: () => Readable | Promise<Readable>,
): Promise<void> {
  response.set('ETag', etag);
  if (isUnchanged(request, etag)) response.status(304).end();
  else if (request.method === 'HEAD') response.end();
  else await pipeToReader(await write(), response);
}

/** A reader who goes away is no failure. What fails before its first byte does so as whoever made it, and nothing was sent. */
export async function pipeToReader(body: Readable, response: Response): Promise<void> {
  try {
    await firstByte(body);
    await pipeline(body, response);
  } catch (thrown) {
    const isReaderGone = (thrown as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE';
    if (!isReaderGone) throw thrown;
  }
}

function firstByte(body: Readable): Promise<void> {
  return new Promise((resolve, reject) => {
    body.once('readable', resolve).once('close', resolve).once('error', reject);
  });
}

/** True when If-None-Match names these bytes, strongly or weakly (RFC 9110, 13.1.2). */
export function isUnchanged(request: Request, etag: string): boolean {
  const known = request.get('if-none-match');
  if (known === undefined) return false;
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  return known.trim() === '*' || known.split(',').some((tag) => opaque(tag) === opaque(etag));
}
