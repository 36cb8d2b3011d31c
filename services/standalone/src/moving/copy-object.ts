import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Failure } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';

/**
 * Carries one object to another store and reads it back there: what arrived has the SHA-256 of what was sent. Answers its size in
 * bytes. Fails as both stores do, and with `moving.differs` (unavailable): it may be tried again.
 */
export async function copyObject(from: ObjectStore, to: ObjectStore, key: string): Promise<number> {
  const sent = createHash('sha256');
  let sizeBytes = 0;
  const body = await from.read(key);
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sent.update(chunk);
      sizeBytes += chunk.length;
      done(null, chunk);
    },
  });
  body.once('error', (thrown) => counted.destroy(thrown));
  await to.put(key, body.pipe(counted), contentTypeOf(key));
  if ((await checksumOf(to, key)) === sent.digest('hex')) return sizeBytes;
  const message = `What arrived of ${key} is not what was sent. Try again; what is moved already is kept.`;
  throw new Failure('unavailable', 'moving.differs', message, { details: { key } });
}

async function checksumOf(store: ObjectStore, key: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(await store.read(key), async (chunks) => {
    for await (const chunk of chunks) hash.update(chunk as Buffer);
  });
  return hash.digest('hex');
}

const types: Readonly<Record<string, string>> = {
  json: 'application/json',
  pdf: 'application/pdf',
  tif: 'image/tiff',
  webp: 'image/webp',
};

/** A store keeps no type that anybody asks it for; it is told one for people who look into a bucket. */
const contentTypeOf = (key: string): string => types[/\.([a-z]+)$/.exec(key)?.[1] ?? ''] ?? 'application/octet-stream';
