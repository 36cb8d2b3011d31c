import type { ReadWord } from '../ocr-engine.ts';
import { letterCount } from './stretch.ts';

// Counted in letters: an engine takes as long to open a picture and find its lines as to read so many.
const FIRST_OPENING = 450;
const AGAIN_OPENING = 250;
// The second model is larger than the first, and lines are cut out with white around them.
const AGAIN_BY_LETTER = 1.3;
const MOST_SHARE = 0.3;

/** How many letters of a page may be read again, so that it takes at most three tenths longer than without. */
export function lettersToSpend(words: readonly ReadWord[]): number {
  const first = FIRST_OPENING + letterCount(words);
  return Math.max(0, (first * MOST_SHARE - AGAIN_OPENING) / AGAIN_BY_LETTER);
}
