import type { PageArea } from './pdf-reader.ts';
import type { Pdfium } from './pdfium-library.ts';
import { apply, areaOf, createPlace, type Matrix, type Point } from './pdfium-place.ts';

/** An image as it lies on a page. */
export type PlacedImage = {
  readonly object: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly area: PageArea;
  /** Quarter turns clockwise from how it is stored to how it is shown; null when it is skewed or mirrored. */
  readonly turns: 0 | 1 | 2 | 3 | null;
  readonly isOpaque: boolean;
};

/** What is drawn on a page, in the order it is drawn. Text that is not seen, empty paths and the like are left out. */
export type Drawn = { readonly kind: 'image'; readonly image: PlacedImage } | { readonly kind: 'other' };

const TEXT = 1;
const PATH = 2;
const IMAGE = 3;
const FORM = 5;
/** Rendering modes of text that leave no ink: invisible, and clipping only. */
const UNSEEN = [3, 7];

/** More objects than any scan has: a page with so many is drawn, whatever they are. */
const MAX_OBJECTS = 5_000;
const MAX_DEPTH = 6;

/** Everything drawn on a page that leaves something to see. Stops after some thousand things. */
export function drawnObjects(pdfium: Pdfium, page: number): readonly Drawn[] {
  const { call } = pdfium;
  const place = createPlace(pdfium, page);
  const drawn: Drawn[] = [];

  const visit = (object: number, toPage: (point: Point) => Point, depth: number): void => {
    if (object === 0 || drawn.length >= MAX_OBJECTS) return;
    const type = call.FPDFPageObj_GetType(object);
    if (type === FORM && depth < MAX_DEPTH) {
      const matrix = matrixOf(pdfium, object);
      const count = call.FPDFFormObj_CountObjects(object);
      for (let at = 0; at < count; at += 1) {
        visit(call.FPDFFormObj_GetObject(object, at), (point) => toPage(apply(matrix, point)), depth + 1);
      }
    } else if (type === IMAGE) {
      drawn.push({ kind: 'image', image: placedImage(pdfium, object, (point) => place(toPage(point))) });
    } else if (leavesInk(pdfium, object, type)) {
      drawn.push({ kind: 'other' });
    }
  };

  const count = call.FPDFPage_CountObjects(page);
  for (let at = 0; at < count; at += 1) visit(call.FPDFPage_GetObject(page, at), (point) => point, 0);
  return drawn;
}

function leavesInk(pdfium: Pdfium, object: number, type: number): boolean {
  if (type === TEXT) return !UNSEEN.includes(pdfium.call.FPDFTextObj_GetTextRenderMode(object));
  if (type !== PATH) return true;
  return pdfium.withMemory(8, (pointer, view) => {
    pdfium.call.FPDFPath_GetDrawMode(object, pointer, pointer + 4);
    return view().getInt32(0, true) !== 0 || view().getInt32(4, true) !== 0;
  });
}

function placedImage(pdfium: Pdfium, object: number, place: (point: Point) => Point): PlacedImage {
  const { call } = pdfium;
  const matrix = matrixOf(pdfium, object);
  // An image is drawn in the unit square, its first row at the top.
  const corner = (x: number, y: number) => place(apply(matrix, { x, y }));
  const [topLeft, topRight, bottomLeft, bottomRight] = [corner(0, 1), corner(1, 1), corner(0, 0), corner(1, 0)];
  const size = pdfium.withMemory(8, (pointer, view) => {
    call.FPDFImageObj_GetImagePixelSize(object, pointer, pointer + 4);
    return { widthPx: view().getUint32(0, true), heightPx: view().getUint32(4, true) };
  });
  return {
    object,
    ...size,
    area: areaOf([topLeft, topRight, bottomLeft, bottomRight]),
    turns: turnsOf(topLeft, topRight, bottomLeft),
    isOpaque: call.FPDFPageObj_HasTransparency(object) === 0,
  };
}

const matrixOf = (pdfium: Pdfium, object: number): Matrix =>
  pdfium.withMemory(24, (pointer, view) => {
    pdfium.call.FPDFPageObj_GetMatrix(object, pointer);
    const at = (place: number) => view().getFloat32(place * 4, true);
    return [at(0), at(1), at(2), at(3), at(4), at(5)];
  });

/** A scan straightened by its scanner program may be turned by a trace; more than that has to be drawn. */
const STRAIGHT = 0.004;

function turnsOf(topLeft: Point, topRight: Point, bottomLeft: Point): 0 | 1 | 2 | 3 | null {
  const right = { x: topRight.x - topLeft.x, y: topRight.y - topLeft.y };
  const down = { x: bottomLeft.x - topLeft.x, y: bottomLeft.y - topLeft.y };
  const isLevel = Math.abs(right.y) < STRAIGHT && Math.abs(down.x) < STRAIGHT;
  if (isLevel && right.x > 0 && down.y > 0) return 0;
  if (isLevel && right.x < 0 && down.y < 0) return 2;
  const isUpended = Math.abs(right.x) < STRAIGHT && Math.abs(down.y) < STRAIGHT;
  if (isUpended && right.y > 0 && down.x < 0) return 1;
  if (isUpended && right.y < 0 && down.x > 0) return 3;
  return null;
}
