import type { PictureSize } from './pdf-reader.ts';

const DPI = 300;
/** Drawn with fewer dots, small print cannot be read any more. */
const LEAST_DPI = 60;
/** JPEG and many viewers end at 65,535; half of that leaves room for turning and straightening. */
const MAX_SIDE_PX = 30_000;

export type DrawnSize = PictureSize & { readonly dpi: number };

/** How large a page of this size, in points, is drawn: at 300 dpi, or less so that it keeps within the limit. Null when that is not readable. */
export function drawnSize(
  { widthPt, heightPt }: { readonly widthPt: number; readonly heightPt: number },
  maxPixels: number,
): DrawnSize | null {
  const [widthIn, heightIn] = [widthPt / 72, heightPt / 72];
  if (!(widthIn > 0 && heightIn > 0)) return null;
  const dpi = Math.min(DPI, Math.sqrt(maxPixels / (widthIn * heightIn)), MAX_SIDE_PX / Math.max(widthIn, heightIn));
  if (!(dpi >= LEAST_DPI)) return null;
  const pixels = (inches: number) => Math.max(1, Math.floor(inches * dpi + 1e-6));
  return { widthPx: pixels(widthIn), heightPx: pixels(heightIn), dpi: Math.round(dpi * 10) / 10 };
}
