import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';

const CHUNK_BYTES = 256 * 1024;

/** A stretch of an open file as a stream, which closes the file whether it is read to the end or not. `translate` makes our failure of the system's. */
export function fileReading(
  file: FileHandle,
  stretch: { readonly start: number; readonly end: number },
  translate: (thrown: unknown) => unknown,
): Readable {
  let position = stretch.start;

  const readNext = async () => {
    const wanted = Math.min(CHUNK_BYTES, stretch.end - position);
    if (wanted === 0) return null;
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(wanted), 0, wanted, position);
    position += bytesRead;
    return bytesRead === 0 ? null : buffer.subarray(0, bytesRead);
  };

  return new Readable({
    highWaterMark: CHUNK_BYTES,
    read() {
      readNext().then(
        (chunk) => this.push(chunk),
        (thrown) => this.destroy(translate(thrown) as Error),
      );
    },
    destroy(thrown, done) {
      file.close().then(
        () => done(thrown),
        (closing) => done(thrown ?? (translate(closing) as Error)),
      );
    },
  });
}
