import type { Word } from '@diachi/page-text';
import { impossibleShare } from '@diachi/vietnamese';

/**
 * Of a word that cannot be Vietnamese at least one in five characters is wrong, and there are one or two wrong words for it that can be:
 * together half as many wrong characters, in a hundred, as there are such words.
 */
const WRONG_TO_IMPOSSIBLE = 0.5;

/**
 * Share of the characters that some OCR program read under a scan that are likely wrong, from 0 to 1, from its words alone: how many of
 * them can be neither Vietnamese nor in Vietnamese print. A wrong word that is possible is not seen, nor a missing one. Null where
 * Vietnamese is not the page's only language, or no words tell.
 */
export function errorUnderScan(words: readonly Word[], language: string): number | null {
  if (language !== 'vie') return null;
  // Halves of divided words are no words.
  const whole = words.filter((word, place) => !word.division && !words[place - 1]?.division);
  const share = impossibleShare(whole.map(({ text }) => text).join(' '));
  return share === null ? null : Math.round(share * WRONG_TO_IMPOSSIBLE * 10_000) / 10_000;
}
