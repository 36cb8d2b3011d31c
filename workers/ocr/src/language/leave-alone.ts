import { isForeignPrint, isSyllable } from '@diachi/vietnamese';
import type { WordPart } from './word-parts.ts';

const VOWEL = /[aeiouyàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]/u;

/** Whether nothing is to be done about a part, whatever speaks for it: numbers, abbreviations, units, words of other languages. */
export function isLeftAlone(
  part: WordPart,
  text: string,
  before: WordPart | undefined,
  after: WordPart | undefined,
): boolean {
  const small = part.text.toLowerCase();
  if (!/\p{L}/u.test(part.text) || !isOneLetterOff(small)) return true;
  if (!VOWEL.test(small)) return true;
  if (!isSyllable(part.text) && isForeignPrint(part.text)) return true;
  // Addresses, `v.v`, `T.T`, `23/KH-SVHTTDL`.
  if (/[/@\\_]|\p{L}\.\p{L}/u.test(text)) return true;
  if (isCapitals(part.text) && !isAmongCapitals(before, after)) return true;
  // One foreign word seldom comes alone.
  return !isSyllable(part.text) && isForeign(before) && isForeign(after);
}

/** Digits make a number or a sign of what they stand in, but for one that is read for a letter inside a word: l0ng, ngh1a. */
const isOneLetterOff = (small: string) => !/\p{N}/u.test(small) || /^\p{L}+[015]\p{L}+$/u.test(small);

export const isCapitals = (text: string): boolean =>
  text.length > 1 && text === text.toUpperCase() && text !== text.toLowerCase();

/** In a heading all is in capitals; an abbreviation stands among small letters. */
const isAmongCapitals = (before: WordPart | undefined, after: WordPart | undefined) =>
  [before, after].some((part) => part && isCapitals(part.text) && isSyllable(part.text));

const isForeign = (part: WordPart | undefined) =>
  part !== undefined && /^\p{Ll}+$/u.test(part.text) && part.text.length > 1 && !isSyllable(part.text);
