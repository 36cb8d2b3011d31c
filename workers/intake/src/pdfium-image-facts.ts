import type { Pdfium } from './pdfium-library.ts';

export type ImageFacts = {
  readonly bitsPerPixel: number;
  /** A stencil has no colours of its own: what it looks like is known only when it is drawn. */
  readonly isStencil: boolean;
};

const UNKNOWN_COLOURS = 0;

/** What an image's dictionary says of its pixels; see `FPDF_IMAGEOBJ_METADATA`. */
export function imageFacts(pdfium: Pdfium, page: number, image: number): ImageFacts {
  return pdfium.withMemory(28, (pointer, view) => {
    pdfium.call.FPDFImageObj_GetImageMetadata(image, page, pointer);
    return { bitsPerPixel: view().getUint32(16, true), isStencil: view().getInt32(20, true) === UNKNOWN_COLOURS };
  });
}
