import { createHash } from 'node:crypto';
import type { Headers, TemporaryLibrary } from './temporary-library.ts';

type At = Pick<TemporaryLibrary, 'origin'>;

export const TUS = { 'Tus-Resumable': '1.0.0' };

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A file whose first bytes are a JPEG's, and the rest its own. */
export const jpeg = (mark: string) =>
  Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(`page ${mark}`)]);
export const pdf = (mark: string) => Buffer.from(`%PDF-1.7\n% ${mark}\n`);

/** Begins an upload; answers its address. */
export async function beginUpload(
  { origin }: At,
  session: Headers,
  sizeBytes: number,
  name = 'page.jpg',
): Promise<Response> {
  return fetch(`${origin}/uploads`, {
    method: 'POST',
    headers: {
      ...TUS,
      ...session,
      'Upload-Length': String(sizeBytes),
      'Upload-Metadata': `filename ${Buffer.from(name).toString('base64')}`,
    },
  });
}

export const uploadAddress = (answer: Response) => answer.headers.get('location') ?? '';

export const sendBytes = (
  { origin }: At,
  session: Headers,
  address: string,
  offset: number,
  bytes: Uint8Array<ArrayBuffer>,
) =>
  fetch(origin + address, {
    method: 'PATCH',
    headers: {
      ...TUS,
      ...session,
      'Upload-Offset': String(offset),
      'Content-Type': 'application/offset+octet-stream',
    },
    body: bytes,
  });

/** A whole upload, ready to be committed. */
export async function sendFile(library: At, session: Headers, name: string, bytes: Buffer<ArrayBuffer>) {
  const address = uploadAddress(await beginUpload(library, session, bytes.length, name));
  if (bytes.length > 0) await sendBytes(library, session, address, 0, bytes);
  return { upload: address.replace('/uploads/', ''), sha256: sha256(bytes), name };
}

export const call = (
  { origin }: At,
  session: Headers,
  method: string,
  path: string,
  body?: unknown,
): Promise<Response> =>
  fetch(origin + path, {
    method,
    headers: { 'Content-Type': 'application/json', ...session },
    redirect: 'manual',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
