import type { GreyImage } from '../scan/grey-image.ts';
import { invert } from '../treatments/invert.ts';
import { findChains } from './find-chains.ts';
import { findLetters } from './find-letters.ts';
import { histogramOf, levelBelow } from './histogram.ts';
import { markInk } from './mark-ink.ts';

const DARK = 110;
const ENOUGH_LETTERS = 40;
const MOST_IN_ROWS = 0.6;

/**
 * True for a page whose writing is light on dark. Being dark is not enough (a photograph is): turned over, it must show many letters,
 * and far more than it does as it is, or most of them in rows while what is not background is mostly lighter than it.
 */
export function isNegative(image: GreyImage): boolean {
  const histogram = histogramOf(image);
  const background = levelBelow(histogram, 0.5);
  if (background > DARK) return false;
  const letters = findLetters(markInk(invert(image)));
  if (letters.length < ENOUGH_LETTERS) return false;
  if (letters.length > 2 * findLetters(markInk(image)).length) return true;
  const isLighter = levelBelow(histogram, 0.02) - background > 2 * (background - levelBelow(histogram, 0.98));
  const inRows = findChains(letters).flat().length;
  const inColumns = findChains(
    letters.map(({ x, y, width, height }) => ({ x: y, y: x, width: height, height: width })),
  );
  return isLighter && Math.max(inRows, inColumns.flat().length) > letters.length * MOST_IN_ROWS;
}
