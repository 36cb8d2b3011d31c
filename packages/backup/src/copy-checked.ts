import { createHash, type Hash } from 'node:crypto';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Checksum, Failure, parseChecksum } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';

export type Copied = { readonly checksum: Checksum; readonly sizeBytes: number };

/** Writes a stream of bytes under a key, provided that they are what they must be. Otherwise nothing is written, and it fails with `backup.damaged` (invalid). */
export async function putChecked(to: ObjectStore, key: string, body: Readable, must: Copied): Promise<void> {
  const { counted, found } = counting(body, () => {
    if (found().checksum !== must.checksum || found().sizeBytes !== must.sizeBytes) throw damaged(key);
  });
  await to.put(key, counted, 'application/octet-stream');
}

/** What an object consists of. */
export async function measure(body: Readable): Promise<Copied> {
  const { counted, found } = counting(body, () => undefined);
  await pipeline(counted, async (chunks) => {
    for await (const _chunk of chunks);
  });
  return found();
}

export const damaged = (key: string) =>
  new Failure('invalid', 'backup.damaged', `The bytes of ${key} are not what they must be.`, { details: { key } });

function counting(body: Readable, check: () => void): { readonly counted: Readable; found(): Copied } {
  const hash: Hash = createHash('sha256');
  let sizeBytes = 0;
  let digest: Checksum | null = null;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      sizeBytes += chunk.length;
      done(null, chunk);
    },
    flush(done) {
      try {
        check();
        done();
      } catch (thrown) {
        done(thrown as Error);
      }
    },
  });
  body.once('error', (thrown) => counted.destroy(thrown));
  counted.once('close', () => body.destroy());
  const found = (): Copied => {
    digest ??= parseChecksum(hash.digest('hex'));
    return { checksum: digest, sizeBytes };
  };
  return { counted: body.pipe(counted), found };
}
