import type { PageImage } from './manifest.ts';

/** The side, in pixels, of the square tiles a pyramid is kept in, and of those that viewers ask for. */
export const TILE_PX = 512;

/** Of a page of so many pixels, cutting a tile out of the page image itself takes as long as a tile may. */
const WORTH_PX = 2_000_000;

/** Whether a page gets a pyramid: `keys.pyramid`. Smaller ones are cut out of the page image in no time. */
export const isWorthPyramid = ({ widthPx, heightPx }: Pick<PageImage, 'widthPx' | 'heightPx'>): boolean =>
  widthPx * heightPx > WORTH_PX;
