import { type PageArea, PdfError, type PdfPage, type WholePageImage } from './pdf-reader.ts';
import { imageFacts } from './pdfium-image-facts.ts';
import type { Pdfium } from './pdfium-library.ts';
import { type Drawn, drawnObjects, type PlacedImage } from './pdfium-objects.ts';
import { text16 } from './pdfium-text16.ts';

/** Opens a page for the time of one use. Throws when it cannot be opened. */
export function withPage<Result>(
  pdfium: Pdfium,
  document: number,
  page: number,
  use: (page: number) => Result,
): Result {
  const opened = pdfium.call.FPDF_LoadPage(document, page);
  if (opened === 0)
    throw new PdfError('page-damaged', `Page ${page} cannot be opened (${pdfium.call.FPDF_GetLastError()}).`);
  try {
    return use(opened);
  } finally {
    pdfium.call.FPDF_ClosePage(opened);
  }
}

/** What can be known of a page without decoding any of its images. */
export function describePage(pdfium: Pdfium, document: number, page: number, userUnit: number): PdfPage {
  const { call } = pdfium;
  const label = text16(pdfium, (buffer, sizeBytes) => call.FPDF_GetPageLabel(document, page, buffer, sizeBytes));
  return withPage(pdfium, document, page, (opened) => {
    const drawn = drawnObjects(pdfium, opened);
    const images = drawn.flatMap((one) => (one.kind === 'image' ? [one.image] : []));
    const candidate = hasNotes(pdfium, opened) ? null : wholePageImage(drawn);
    const whole = candidate && !imageFacts(pdfium, opened, candidate.object).isStencil ? candidate : null;
    return {
      label: label.trim() === '' ? null : label.trim(),
      widthPt: call.FPDF_GetPageWidthF(opened) * userUnit,
      heightPt: call.FPDF_GetPageHeightF(opened) * userUnit,
      turns: call.FPDFPage_GetRotation(opened),
      image: whole && withoutHandle(whole),
      imageShare: Math.min(
        1,
        images.reduce((sum, { area }) => sum + shareOf(area), 0),
      ),
      largestImage: largest(images),
    };
  });
}

/** The image that is all one sees of a page, if there is one: the last thing drawn, opaque, upright or turned, edge to edge. */
export function wholePageImage(drawn: readonly Drawn[]): (PlacedImage & { readonly turns: 0 | 1 | 2 | 3 }) | null {
  const last = drawn.at(-1);
  if (last?.kind !== 'image') return null;
  const { turns, area, isOpaque } = last.image;
  return turns !== null && isOpaque && isEdgeToEdge(area) ? { ...last.image, turns } : null;
}

/** How far an image may miss the edges of its page, or reach over them; a page cut out of a larger picture has to be drawn. */
const MARGIN = 0.03;

const isEdgeToEdge = ({ left, top, right, bottom }: PageArea): boolean =>
  [left, top, 1 - right, 1 - bottom].every((gap) => Math.abs(gap) <= MARGIN);

const withoutHandle = ({ widthPx, heightPx, turns, area }: WholePageImage): WholePageImage => ({
  widthPx,
  heightPx,
  turns,
  area,
});

const inside = (share: number) => Math.min(1, Math.max(0, share));

/** How much of the page this covers, from 0 to 1. */
export const shareOf = ({ left, top, right, bottom }: PageArea): number =>
  (inside(right) - inside(left)) * (inside(bottom) - inside(top));

const largest = (images: readonly PlacedImage[]): PdfPage['largestImage'] => {
  const [first] = images.toSorted((one, other) => other.widthPx * other.heightPx - one.widthPx * one.heightPx);
  return first ? { widthPx: first.widthPx, heightPx: first.heightPx } : null;
};

const LINK = 2;
const POPUP = 16;
const HIDDEN = 2;

/** Whether somebody stamped, marked or filled in something over the page. */
function hasNotes({ call }: Pdfium, page: number): boolean {
  const count = call.FPDFPage_GetAnnotCount(page);
  for (let at = 0; at < count; at += 1) {
    const note = call.FPDFPage_GetAnnot(page, at);
    if (note === 0) continue;
    const subtype = call.FPDFAnnot_GetSubtype(note);
    const isHidden = (call.FPDFAnnot_GetFlags(note) & HIDDEN) !== 0;
    call.FPDFPage_CloseAnnot(note);
    if (subtype !== LINK && subtype !== POPUP && !isHidden) return true;
  }
  return false;
}
