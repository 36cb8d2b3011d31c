import { fold } from './fold.ts';
import type { ParsedQuery, QueryWord } from './parse-query.ts';
import { type Token, tokenize } from './tokenize.ts';

/** A word that was looked for in place of the one typed. */
export type Correction = { readonly typed: string; readonly meant: string };

export type HitOptions = {
  /** The last word may be only the start of one. */
  readonly isTyping?: boolean;
  readonly corrections?: readonly Correction[];
};

/**
 * The words of a page that a query matches, by their indexes, in order. Words are as printed: they may have punctuation
 * attached or be several (`Lai-Châu,`). The rules are those of the search index, so that what was found is what is marked.
 */
export function findHits(words: readonly string[], query: ParsedQuery, options: HitOptions = {}): readonly number[] {
  const owners: number[] = [];
  const tokens: Token[] = [];
  words.forEach((word, index) => {
    for (const token of tokenize(word)) {
      tokens.push(token);
      owners.push(index);
    }
  });
  const marks = markHits(tokens, query, options);
  return [...new Set(owners.filter((_, at) => marks[at]))];
}

/**
 * Which of some words, in reading order, a query matches. Words of a phrase only where the whole phrase stands. Of words
 * that were typed side by side and stand so somewhere, only those places; other words wherever they stand.
 */
export function markHits(
  tokens: readonly Pick<Token, 'folded'>[],
  query: ParsedQuery,
  options: HitOptions = {},
): readonly boolean[] {
  const marks = new Array<boolean>(tokens.length).fill(false);
  const accepts = matchers(query, options);

  for (const { words } of query.parts.filter((part) => part.isPhrase)) {
    for (let at = 0; at + words.length <= tokens.length; at += 1) {
      if (words.every((word, step) => accepts(word, tokens[at + step]))) marks.fill(true, at, at + words.length);
    }
  }
  markLoose(
    tokens,
    query.parts.flatMap((part) => (part.isPhrase ? [] : part.words)),
    accepts,
    marks,
  );
  return marks;
}

type Accepts = (word: QueryWord, token: Pick<Token, 'folded'> | undefined) => boolean;

function matchers(query: ParsedQuery, { isTyping, corrections = [] }: HitOptions): Accepts {
  const last = isTyping && query.endsInWord ? query.parts.at(-1)?.words.at(-1) : undefined;
  const loose = new Set(query.parts.flatMap((part) => (part.isPhrase ? [] : part.words)));
  const meant = new Map<string, Set<string>>();
  for (const correction of corrections) {
    const typed = fold(correction.typed);
    meant.set(typed, (meant.get(typed) ?? new Set()).add(fold(correction.meant)));
  }
  return (word, token) =>
    token !== undefined &&
    (token.folded === word.folded ||
      (word === last && token.folded.startsWith(word.folded)) ||
      (loose.has(word) && meant.get(word.folded)?.has(token.folded) === true));
}

function markLoose(
  tokens: readonly Pick<Token, 'folded'>[],
  words: readonly QueryWord[],
  accepts: Accepts,
  marks: boolean[],
): void {
  const standsInRun = new Set<QueryWord>();
  tokens.forEach((token, at) => {
    words.forEach((word, place) => {
      const next = words[place + 1];
      if (next === undefined || !accepts(word, token) || !accepts(next, tokens[at + 1])) return;
      marks[at] = true;
      marks[at + 1] = true;
      standsInRun.add(word).add(next);
    });
  });

  const scattered = words.filter((word) => !standsInRun.has(word));
  tokens.forEach((token, at) => {
    if (scattered.some((word) => accepts(word, token))) marks[at] = true;
  });
}
