import { createHash } from 'node:crypto';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Checksum, Failure } from '@diachi/domain';

/** What went by: its checksum as a bag wants it, and how much it was. Told once it has all gone by. */
export type Passed = { readonly sha512: string; readonly sizeBytes: number };

/**
 * A stream whose bytes are counted and summed up as they go by. Where what they should be is known, a stream that is something else ends
 * with `object.altered`: damage is never packed as if nothing were.
 */
export function hashOnTheWay(
  source: Readable,
  expected: Checksum | null,
  onPassed: (passed: Passed) => void,
): Readable {
  const sha512 = createHash('sha512');
  const sha256 = createHash('sha256');
  let sizeBytes = 0;
  const counting = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sha512.update(chunk);
      if (expected) sha256.update(chunk);
      sizeBytes += chunk.length;
      done(null, chunk);
    },
    flush(done) {
      if (expected && sha256.digest('hex') !== expected) return done(altered(expected));
      onPassed({ sha512: sha512.digest('hex'), sizeBytes });
      done();
    },
  });
  // A fault of the source reaches whoever reads; that it does so here too is no news.
  pipeline(source, counting).catch(() => undefined);
  return counting;
}

const altered = (checksum: Checksum) =>
  new Failure(
    'unavailable',
    'object.altered',
    'A file of this document is no longer what it was when it was kept. Ask an administrator to run `diachi verify`.',
    { details: { checksum } },
  );

/** The same of bytes at hand. */
export const passedOf = (bytes: Uint8Array): Passed => ({
  sha512: createHash('sha512').update(bytes).digest('hex'),
  sizeBytes: bytes.byteLength,
});
