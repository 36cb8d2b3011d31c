import { canonicalSyllable } from './syllable.ts';

// The same few thousand words make up nearly every page; their forms are worked out once.
const known = new Map<string, string>();
const MOST_KNOWN = 40_000;
// A longer slice would keep the whole page it was cut from in memory.
const LONGEST_KNOWN = 12;

// Schools of spelling write either: kĩ and kỹ, lí and lý, mĩ and mỹ. After n, th and x, and alone, y is another word: thi and Thy, í and ý.
const EITHER = /^[hklmstv][iíìỉĩị]$/;
const SLENDER_AFTER_QU = /^qu[iíìỉĩị]/;
const Y_OF_I: Readonly<Record<string, string>> = { i: 'y', í: 'ý', ì: 'ỳ', ỉ: 'ỷ', ĩ: 'ỹ', ị: 'ỵ' };

/**
 * The one form of all spellings of a word: small letters, NFC, the tone mark in the new place, y where schools of spelling differ
 * over i and y. `hòa` and `hoà` are `hoà`, `kĩ` and `kỹ` are `kỹ`, `quí` and `qúy` are `quý`. What is no syllable is only made small.
 */
export function canonicalWord(word: string): string {
  const seen = known.get(word);
  if (seen !== undefined) return seen;
  const canonical = withY(canonicalSyllable(word));
  if (word.length > LONGEST_KNOWN) return canonical;
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(word, canonical);
  return canonical;
}

/** Whether two words differ in nothing but habits of spelling. */
export const sameWord = (one: string, other: string): boolean => canonicalWord(one) === canonicalWord(other);

function withY(syllable: string): string {
  if (EITHER.test(syllable)) return syllable.slice(0, -1) + Y_OF_I[syllable.slice(-1)];
  if (SLENDER_AFTER_QU.test(syllable)) return `qu${Y_OF_I[syllable.charAt(2)]}${syllable.slice(3)}`;
  return syllable;
}
