import { isSyllable } from './syllable.ts';
import { wordsWithLetters } from './words-with-letters.ts';

/**
 * How much of a text can be Vietnamese: the share, from 0 to 1, of its words that are possible syllables; words with digits
 * or without letters do not count. 0 when there are no others. Vietnamese prose is above 0.8, French or English prose well under 0.5.
 */
export function syllableShare(text: string): number {
  const words = wordsWithLetters(text);
  if (words.length === 0) return 0;
  return words.filter(isSyllable).length / words.length;
}
