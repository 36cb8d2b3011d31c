import type { Pdfium } from './pdfium-library.ts';

/** The name of the one filter an image is packed with (ISO 32000-1, 7.4); null when there is none, or several. */
export function onlyFilter(pdfium: Pdfium, image: number): string | null {
  const { call } = pdfium;
  if (call.FPDFImageObj_GetImageFilterCount(image) !== 1) return null;
  const name = pdfium.withMemory(32, (pointer) => {
    call.FPDFImageObj_GetImageFilter(image, 0, pointer, 32);
    return Buffer.from(pdfium.bytes(pointer, 32)).toString('latin1').split('\0', 1)[0] ?? '';
  });
  return SHORT_NAMES[name] ?? name;
}

/** Names an image within the page's own description may use instead. */
const SHORT_NAMES: Readonly<Record<string, string>> = { DCT: 'DCTDecode', CCF: 'CCITTFaxDecode', Fl: 'FlateDecode' };

/** An image's bytes as they are packed. */
export function packedBytes(pdfium: Pdfium, image: number): Uint8Array {
  const { call } = pdfium;
  const sizeBytes = call.FPDFImageObj_GetImageDataRaw(image, 0, 0);
  return pdfium.withMemory(Math.max(1, sizeBytes), (pointer) => {
    call.FPDFImageObj_GetImageDataRaw(image, pointer, sizeBytes);
    return pdfium.bytes(pointer, sizeBytes).slice();
  });
}
