import { isForeignPrint } from './foreign-print.ts';
import { isSyllable } from './syllable.ts';
import { wordsWithLetters } from './words-with-letters.ts';

/**
 * How much of a text can be neither Vietnamese nor what stands in Vietnamese print besides (units, Roman numerals, words with foreign
 * letters, loanwords written in one): the share, from 0 to 1, of its words with letters and without digits. Null when there are none.
 */
export function impossibleShare(text: string): number | null {
  const words = wordsWithLetters(text);
  if (words.length === 0) return null;
  return words.filter((word) => !isSyllable(word) && !isForeignPrint(word)).length / words.length;
}
