import { encodePixels, type Pixels } from './encode-picture.ts';
import { PdfError, type Picture, type PictureSize } from './pdf-reader.ts';
import type { Pdfium } from './pdfium-library.ts';
import { withPage } from './pdfium-page.ts';
import { withoutPadding } from './without-padding.ts';

const BGR = 2;
const WHITE = 0xffffffff | 0;
const WITH_NOTES = 0x01;
const RED_FIRST = 0x10;

/** Draws a page on white. `form` is the handle of the filled-in fields, or 0. */
export async function drawPage(
  pdfium: Pdfium,
  { document, form, page }: { readonly document: number; readonly form: number; readonly page: number },
  size: PictureSize,
): Promise<Picture> {
  const pixels = withPage(pdfium, document, page, (opened) => render(pdfium, opened, form, size));
  return encodePixels(pixels, { turns: 0, isBilevel: false });
}

function render(pdfium: Pdfium, page: number, form: number, { widthPx, heightPx }: PictureSize): Pixels {
  const { call } = pdfium;
  const bitmap = call.FPDFBitmap_CreateEx(widthPx, heightPx, BGR, 0, 0);
  if (bitmap === 0) throw new PdfError('crashed', `pdfium has no room for ${widthPx} × ${heightPx} pixels.`);
  try {
    call.FPDFBitmap_FillRect(bitmap, 0, 0, widthPx, heightPx, WHITE);
    call.FPDF_RenderPageBitmap(bitmap, page, 0, 0, widthPx, heightPx, 0, WITH_NOTES | RED_FIRST);
    if (form !== 0) call.FPDF_FFLDraw(form, bitmap, page, 0, 0, widthPx, heightPx, 0, WITH_NOTES | RED_FIRST);
    const strideBytes = call.FPDFBitmap_GetStride(bitmap);
    const data = pdfium.bytes(call.FPDFBitmap_GetBuffer(bitmap), strideBytes * heightPx);
    return withoutPadding(data, { widthPx, heightPx, strideBytes });
  } finally {
    call.FPDFBitmap_Destroy(bitmap);
  }
}
