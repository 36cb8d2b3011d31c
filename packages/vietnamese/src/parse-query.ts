import { fold } from './fold.ts';
import { tokenize } from './tokenize.ts';

/** Longer queries are not read at all; a query has at most so many words. */
export const MAX_QUERY_LENGTH = 500;
export const MAX_QUERY_WORDS = 24;

export type QueryWord = { readonly typed: string; readonly folded: string; readonly exact: string };

/** What has to be on a page: one word by itself, or the words of a phrase one after the other. */
export type QueryPart = { readonly isPhrase: boolean; readonly words: readonly QueryWord[] };

export type ParsedQuery = {
  /** `nothing`: no letter or digit to look for. `too-long`: more than anybody types; `parts` is then empty too. */
  readonly state: 'usable' | 'nothing' | 'too-long';
  /** In the order typed. */
  readonly parts: readonly QueryPart[];
  /** Whether a tone, vowel mark or đ was typed. Without one, every spelling is as good as the other. */
  readonly hasMarks: boolean;
  /** Whether the text ends in the middle of its last word, or at its end: while typing that word may go on. */
  readonly endsInWord: boolean;
};

const quote = /["“”„‟«»″＂]/u;
// What is written together without one of these is meant together: Lai-Châu, 7/5/1954, the characters of a Chinese name.
const separators = /[\s,;:!?()[\]{}<>|+*^~=…]+/u;

/** Reads what a person typed. Takes anything and never throws: signs of a search language mean nothing here but quotes. */
export function parseQuery(text: string): ParsedQuery {
  if (text.length > MAX_QUERY_LENGTH) return unusable('too-long');
  const composed = text.normalize('NFC');

  // A quote that is not closed reaches to the end.
  const parts = composed.split(quote).flatMap((stretch, turn) => {
    const isQuoted = turn % 2 === 1;
    const chunks = isQuoted ? [stretch] : stretch.split(separators);
    return chunks.flatMap((chunk) => partOf(chunk, isQuoted));
  });
  const words = parts.flatMap((part) => part.words);
  if (words.length === 0) return unusable('nothing');
  if (words.length > MAX_QUERY_WORDS) return unusable('too-long');

  return {
    state: 'usable',
    parts,
    hasMarks: words.some(({ typed }) => fold(typed) !== typed.toLowerCase()),
    endsInWord: tokenize(composed).at(-1)?.end === composed.length,
  };
}

function partOf(chunk: string, isQuoted: boolean): readonly QueryPart[] {
  const words = tokenize(chunk).map(({ text, folded, exact }) => ({ typed: text, folded, exact }));
  return words.length === 0 ? [] : [{ isPhrase: isQuoted || words.length > 1, words }];
}

const unusable = (state: 'nothing' | 'too-long'): ParsedQuery => ({
  state,
  parts: [],
  hasMarks: false,
  endsInWord: false,
});
