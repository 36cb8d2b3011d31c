import type { GreyImage } from '../grey-image.ts';
import { findLetters } from './find-letters.ts';
import { histogramOf, levelBelow } from './histogram.ts';
import { invert } from './invert.ts';
import { markInk } from './mark-ink.ts';

const DARK = 110;
const ENOUGH_LETTERS = 40;

/**
 * True for a page whose writing is light on dark. Being dark is not enough (a photograph is): turned over, it must show
 * many letters, and far more than it does as it is.
 */
export function isNegative(image: GreyImage): boolean {
  if (levelBelow(histogramOf(image), 0.5) > DARK) return false;
  const turnedOver = findLetters(markInk(invert(image))).length;
  return turnedOver >= ENOUGH_LETTERS && turnedOver > 2 * findLetters(markInk(image)).length;
}
