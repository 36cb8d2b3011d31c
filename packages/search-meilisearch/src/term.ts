import type { Token } from '@diachi/vietnamese';

/** The server takes no word above 250 bytes into its index. */
const LONGEST = 120;

/**
 * A folded word as the server sees it: small ASCII letters and digits, which it neither cuts nor changes. It would fold other letters
 * its own way, and cut words of other scripts where it thinks best.
 */
export const foldedTerm = (folded: string): string => ascii(folded).slice(0, LONGEST);

/** A tone-exact word; begins as no folded one does, so that both may stand in one entry. */
export const exactTerm = (exact: string): string => `9x${exact}`.slice(0, LONGEST);

/** The words of a text in their order. */
export const foldedText = (words: readonly Pick<Token, 'folded'>[]): string =>
  words.map(({ folded }) => foldedTerm(folded)).join(' ');

/** Every tone-exact word once. In a list, for the server then takes no notice of which stand together: the folded ones tell that. */
export const exactTerms = (words: readonly Pick<Token, 'exact'>[]): readonly string[] => [
  ...new Set(words.map(({ exact }) => exactTerm(exact))),
];

function ascii(word: string): string {
  if (/^[a-z0-9]*$/.test(word)) return word;
  return word.replace(/[^a-z0-9]/gu, (letter) => `0u${letter.codePointAt(0)?.toString(16)}0`);
}
