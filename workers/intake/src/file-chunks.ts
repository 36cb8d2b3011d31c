import type { SeekableFile } from './pdfium-file.ts';

const CHUNK_BYTES = 1 << 20;
const OVERLAP_BYTES = 64;

/** The file in order; each piece begins with the end of the one before, so that no word is cut. */
export function* chunksOf(file: SeekableFile): Generator<{ readonly at: number; readonly bytes: Buffer }> {
  const buffer = Buffer.alloc(CHUNK_BYTES + OVERLAP_BYTES);
  for (let at = 0; at < file.sizeBytes; at += CHUNK_BYTES) {
    const count = file.readAt(at, buffer);
    yield { at, bytes: buffer.subarray(0, count) };
  }
}
