import type { Pdfium } from './pdfium-library.ts';

const MAX_BYTES = 8_192;

/** Text that pdfium hands out as UTF-16LE with a zero at the end, in the way of all its functions: asked twice, first for its length. */
export function text16(pdfium: Pdfium, ask: (buffer: number, sizeBytes: number) => number): string {
  const sizeBytes = Math.min(ask(0, 0), MAX_BYTES);
  if (sizeBytes <= 2) return '';
  return pdfium.withMemory(sizeBytes, (pointer) => {
    ask(pointer, sizeBytes);
    const written = Buffer.from(pdfium.bytes(pointer, sizeBytes)).toString('utf16le');
    return written.split('\0', 1)[0] ?? '';
  });
}
