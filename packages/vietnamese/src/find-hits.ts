import { type CutWord, cutWords } from './cut-words.ts';
import { fold } from './fold.ts';
import type { ParsedQuery, QueryWord } from './parse-query.ts';

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
  const cut: CutWord[] = [];
  words.forEach((word, index) => {
    for (const token of cutWords(word)) {
      cut.push(token);
      owners.push(index);
    }
  });
  const marks = markHits(cut, query, options);
  return [...new Set(owners.filter((_, at) => marks[at]))];
}

/**
 * Which of some words, in reading order, a query matches. Words of a phrase only where the whole phrase stands. Of words
 * that were typed side by side and stand so somewhere, only those places; other words wherever they stand.
 */
export function markHits(
  tokens: readonly Pick<CutWord, 'folded'>[],
  query: ParsedQuery,
  options: HitOptions = {},
): readonly boolean[] {
  const soughtBy = prepareLookup(query, options);
  const sought = tokens.map(({ folded }) => soughtBy(folded));
  const marks = new Array<boolean>(tokens.length).fill(false);
  markPhrases(
    sought,
    query.parts.filter((part) => part.isPhrase),
    marks,
  );
  markLoose(sought, looseWords(query), marks);
  return marks;
}

/** The words of the query that a word of the page answers; undefined for nearly all of them. */
type Sought = readonly (readonly QueryWord[] | undefined)[];

function prepareLookup(query: ParsedQuery, { isTyping, corrections = [] }: HitOptions) {
  const words = query.parts.flatMap((part) => part.words);
  const last = isTyping && query.endsInWord ? words.at(-1) : undefined;
  const loose = new Set(looseWords(query));
  const bySpelling = new Map<string, QueryWord[]>();
  const add = (folded: string, word: QueryWord) => {
    const known = bySpelling.get(folded);
    if (known) known.push(word);
    else bySpelling.set(folded, [word]);
  };
  for (const word of words) {
    add(word.folded, word);
    if (!loose.has(word)) continue;
    for (const { typed, meant } of corrections) if (fold(typed) === word.folded) add(fold(meant), word);
  }
  // Nearly every word of a page is sorted out by its first letter, which is far quicker than looking it up.
  const firstLetters = new Set([...bySpelling.keys()].map((folded) => folded.charCodeAt(0)));
  return (folded: string): readonly QueryWord[] | undefined => {
    if (!firstLetters.has(folded.charCodeAt(0))) return undefined;
    const exactly = bySpelling.get(folded);
    if (!last || !folded.startsWith(last.folded) || exactly?.includes(last)) return exactly;
    return [...(exactly ?? []), last];
  };
}

const looseWords = (query: ParsedQuery) => query.parts.flatMap((part) => (part.isPhrase ? [] : part.words));

function markPhrases(sought: Sought, phrases: ParsedQuery['parts'], marks: boolean[]): void {
  for (const { words } of phrases) {
    for (let at = 0; at + words.length <= sought.length; at += 1) {
      if (words.every((word, step) => sought[at + step]?.includes(word))) marks.fill(true, at, at + words.length);
    }
  }
}

function markLoose(sought: Sought, words: readonly QueryWord[], marks: boolean[]): void {
  const standsInRun = new Set<QueryWord>();
  sought.forEach((found, at) => {
    const following = sought[at + 1];
    if (!found || !following) return;
    words.forEach((word, place) => {
      const next = words[place + 1];
      if (!next || !found.includes(word) || !following.includes(next)) return;
      marks[at] = true;
      marks[at + 1] = true;
      standsInRun.add(word).add(next);
    });
  });

  const scattered = new Set(words.filter((word) => !standsInRun.has(word)));
  sought.forEach((found, at) => {
    if (found?.some((word) => scattered.has(word))) marks[at] = true;
  });
}
