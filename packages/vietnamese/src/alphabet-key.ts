import type { Token } from './tokenize.ts';

/** Sorts below every letter and the blank, so that what is shorter comes first. */
const APART = '\u0001';
/** The digits of `toneExact` as dictionaries order what they stand for: huyền, hỏi, ngã, sắc, nặng; then ă, â and ô, ơ and ư, đ. */
const IN_ORDER = '2341586790';
const FIRST_SIGN = 0x2080;

/**
 * Where words stand in an alphabetical list, when keys are compared character by character: without regard to marks; and of words that are alike
 * but for their marks, a before ă before â and d before đ, each without a tone first. Two have one key exactly when they are the same
 * words, whatever their capitals and wherever their tone marks stand.
 */
export function alphabetKey(words: readonly Pick<Token, 'folded' | 'exact'>[]): string {
  const folded = words.map((word) => word.folded).join(' ');
  const exact = words.map((word) => word.exact).join(' ');
  // Digits would come before letters; signs that come after them put a mark behind its lack.
  const signs = exact.replace(/\d/g, (digit) => String.fromCharCode(FIRST_SIGN + IN_ORDER.indexOf(digit)));
  return folded === '' ? '' : folded + APART + signs;
}
