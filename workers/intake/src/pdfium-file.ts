import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { PdfSource } from './pdf-reader.ts';

/** Bytes that can be read at any place, without holding them. */
export type SeekableFile = {
  readonly sizeBytes: number;
  /** Fills the start of `into`; fewer bytes only at the end of the file. */
  readAt(position: number, into: Uint8Array): number;
  close(): void;
};

/** Opens a PDF for reading piece by piece, with what is to stand before and after it. */
export function openPdfFile({ path, before = new Uint8Array(), after = new Uint8Array() }: PdfSource): SeekableFile {
  const file = openSync(path, 'r');
  const bodyBytes = fstatSync(file).size;
  const sizeBytes = before.length + bodyBytes + after.length;

  const readPart = (position: number, into: Uint8Array): number => {
    if (position < before.length) return copy(before.subarray(position), into);
    const inBody = position - before.length;
    if (inBody >= bodyBytes) return copy(after.subarray(inBody - bodyBytes), into);
    return readSync(file, into, 0, Math.min(into.length, bodyBytes - inBody), inBody);
  };

  return {
    sizeBytes,
    readAt(position, into) {
      let done = 0;
      while (done < into.length && position + done < sizeBytes) {
        const count = readPart(position + done, into.subarray(done));
        if (count === 0) break;
        done += count;
      }
      return done;
    },
    close: () => closeSync(file),
  };
}

function copy(from: Uint8Array, into: Uint8Array): number {
  const part = from.subarray(0, into.length);
  into.set(part);
  return part.length;
}
