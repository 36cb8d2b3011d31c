import type { PageImage } from './manifest.ts';

/** The side, in pixels, of the square tiles a pyramid is kept in, and of those that viewers ask for. */
export const TILE_PX = 512;

/** Of a page of so many pixels, cutting a tile out of the page image itself takes as long as a tile may. */
const WORTH_PX = 2_000_000;

/** The side of what a JPEG of colours at half their size is written in at once. */
const UNIT_PX = 16;

/** To be filled up a page is held in memory; one that would have more pixels is not. */
const FILLED_UP_PX = 41_000_000;

/** Longer than this no picture can be of which JPEGs are made. */
const LONGEST_PX = 65_535;

type Size = Pick<PageImage, 'widthPx' | 'heightPx'>;

/** Whether a page gets a pyramid: `keys.pyramid`. Smaller ones are cut out of the page image in no time. */
export const isWorthPyramid = ({ widthPx, heightPx }: Size): boolean => widthPx * heightPx > WORTH_PX;

/**
 * As large as a page becomes in its pyramid, where its last column and row are repeated until each of its pictures is exactly half the one
 * before it, and nothing is written together with what lies beyond the edge. Takes no more tiles than the page itself. A page that
 * would be very large or long, as a narrow strip may be, stays as it is: a last column or row that has no half is then missing in smaller pictures.
 */
export function pyramidSize({ widthPx, heightPx }: Size): Size {
  let halved = 1;
  while (Math.max(widthPx, heightPx) > TILE_PX * halved) halved *= 2;
  const step = Math.min(TILE_PX, UNIT_PX * halved);
  const filled = { widthPx: Math.ceil(widthPx / step) * step, heightPx: Math.ceil(heightPx / step) * step };
  const isTooLarge = filled.widthPx * filled.heightPx > FILLED_UP_PX;
  return isTooLarge || Math.max(filled.widthPx, filled.heightPx) > LONGEST_PX ? { widthPx, heightPx } : filled;
}
