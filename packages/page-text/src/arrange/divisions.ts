import type { Block, Division, Word } from '../page-text.ts';

/** A word divided at the end of a line: its first part, and the sign that divides it. */
const divided = /^(?<stem>.*\p{L})(?<sign>[-\u2010\u00AD\u00AC])$/u;
const startsSmall = /^\p{Ll}/u;
const startsWithLetter = /^\p{L}/u;

/** True of what may be a syllable of Vietnamese. */
export type IsSyllable = (text: string) => boolean;

/**
 * Whether a word at the end of a line goes on with the first one of the next, and whether its hyphen is part of it. Old Vietnamese print
 * joins syllables with hyphens (Lai-Châu): there the hyphen stays, since each part is a word of its own. Without `isSyllable` the text
 * is not Vietnamese.
 */
export function divisionOf(word: string, rest: string, isSyllable: IsSyllable | undefined): Division | null {
  const parts = divided.exec(word)?.groups;
  if (!parts || !startsWithLetter.test(rest)) return null;
  const { stem = '', sign = '' } = parts;
  const isVietnamese = isSyllable?.(lastPart(stem)) === true && isSyllable(firstPart(rest));
  const isHyphen = sign === '-' || sign === '\u2010';
  return { keepsHyphen: isHyphen && (isVietnamese || !startsSmall.test(rest)) };
}

/** Where a word at the end of a line would go on: in the next line of its block, or of the text behind notes, captions and page numbers. */
export function restOfDivided(words: readonly Word[], blocks: readonly Block[], place: number): Word | undefined {
  const word = words[place];
  const next = words[place + 1];
  const role = blocks[word?.block ?? -1]?.role;
  if (!word || role === 'table' || next?.line === word.line) return undefined;
  if (next?.block === word.block || role !== 'text') return next?.block === word.block ? next : undefined;
  return words.find((other, at) => at > place && blocks[other.block]?.role === 'text');
}

/** A divided word put together again. */
export const undivided = (word: string, { keepsHyphen }: Division, rest: string): string =>
  `${divided.exec(word)?.groups?.['stem'] ?? word}${keepsHyphen ? '-' : ''}${rest}`;

const lastPart = (word: string) => /\p{L}[\p{L}\p{M}]*$/u.exec(word)?.[0] ?? '';
const firstPart = (word: string) => /^[\p{L}\p{M}]+/u.exec(word)?.[0] ?? '';
