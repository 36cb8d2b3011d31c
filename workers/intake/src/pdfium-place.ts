import type { PageArea } from './pdf-reader.ts';
import type { Pdfium } from './pdfium-library.ts';

/** a b c d e f, as in a PDF: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Matrix = readonly [number, number, number, number, number, number];

export type Point = { readonly x: number; readonly y: number };

export const apply = ([a, b, c, d, e, f]: Matrix, { x, y }: Point): Point => ({
  x: a * x + c * y + e,
  y: b * x + d * y + f,
});

// pdfium answers in whole pixels: a page of a million of them gives shares with six digits.
const FINE = 1_000_000;

/** Says where a point of the PDF's own coordinates is seen on the page as it is shown, in shares of its width and height. */
export function createPlace(pdfium: Pdfium, page: number): (point: Point) => Point {
  return ({ x, y }) =>
    pdfium.withMemory(8, (pointer, view) => {
      pdfium.call.FPDF_PageToDevice(page, 0, 0, FINE, FINE, 0, x, y, pointer, pointer + 4);
      return { x: view().getInt32(0, true) / FINE, y: view().getInt32(4, true) / FINE };
    });
}

/** The smallest upright rectangle with all these points. */
export const areaOf = (points: readonly Point[]): PageArea => ({
  left: Math.min(...points.map(({ x }) => x)),
  top: Math.min(...points.map(({ y }) => y)),
  right: Math.max(...points.map(({ x }) => x)),
  bottom: Math.max(...points.map(({ y }) => y)),
});
