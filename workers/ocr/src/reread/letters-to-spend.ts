import type { Word } from '@diachi/page-text';
import { letterCount } from './stretch.ts';

// Counted in letters: an engine takes as long to open a picture and find its lines as to read so many.
const FIRST_OPENING = 450;
const AGAIN_OPENING = 250;
// The second model is larger than the first, and lines are cut out with white around them.
const AGAIN_BY_LETTER = 1.3;
const MOST_SHARE = 0.3;
/** To read a page with the models of several languages takes half as long again as with one: what that saves may be spent where it is needed. */
const MOST_SHARE_OF_MIXED = 0.45;
/** A page of a few words is soon read, however often, and is mostly a title. */
const ALWAYS = 40;

/** How many letters of a page may be read again, so that it takes at most three tenths longer than without. */
export function lettersToSpend(words: readonly Word[], isMixed: boolean): number {
  const first = FIRST_OPENING + letterCount(words);
  const share = isMixed ? MOST_SHARE_OF_MIXED : MOST_SHARE;
  return Math.max(ALWAYS, (first * share - AGAIN_OPENING) / AGAIN_BY_LETTER);
}
