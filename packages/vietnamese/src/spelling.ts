import type { ParsedQuery, QueryWord } from './parse-query.ts';

/** Shorter words have too many neighbours: every second Vietnamese syllable is one letter from another. */
const LEAST_LETTERS = 5;
const MOST_MEANINGS = 3;
/** A word on this few pages that is so many times rarer than its neighbour was read or set wrongly. */
const RARE_PAGES = 3;
const RARER_BY = 500;

const letters = [...'abcdefghijklmnopqrstuvwxyz'];

/** How many pages a folded word is on. */
export type WordCount = { readonly word: string; readonly pages: number };

/** The longer words of a query, which may have been mistyped. Not those inside phrases, and not one that is still being typed. */
export function wordsToCheck(query: ParsedQuery, isTyping: boolean): readonly QueryWord[] {
  const loose = query.parts.flatMap((part) => (part.isPhrase ? [] : part.words));
  const open = isTyping ? query.parts.at(-1)?.words.at(-1) : undefined;
  return loose.filter((word) => word !== open && word.folded.length >= LEAST_LETTERS && /^[a-z]+$/.test(word.folded));
}

/** Whether a word on so many pages may be a mistake at all. */
export const mayBeMistyped = (pages: number): boolean => pages <= RARE_PAGES;

/** What may have been meant by a word on so many pages: the commonest of its neighbours, best first. */
export function likelyMeanings(pages: number, neighbourCounts: readonly WordCount[]): readonly string[] {
  if (!mayBeMistyped(pages)) return [];
  const found = neighbourCounts
    .filter((neighbour) => neighbour.pages > pages * RARER_BY)
    .sort((one, other) => other.pages - one.pages);
  // What is a hundred times rarer than the best guess is itself most likely a mistake.
  const least = (found[0]?.pages ?? 0) / 100;
  return found
    .filter((neighbour) => neighbour.pages >= least)
    .slice(0, MOST_MEANINGS)
    .map((neighbour) => neighbour.word);
}

/** Words one letter away from a folded word, or with two letters swapped. */
export function spellingNeighbours(word: string): readonly string[] {
  const all = new Set<string>();
  for (let at = 0; at <= word.length; at += 1) {
    const before = word.slice(0, at);
    const after = word.slice(at);
    if (after !== '') all.add(before + after.slice(1));
    if (after.length > 1) all.add(before + after.charAt(1) + after.charAt(0) + after.slice(2));
    for (const letter of letters) {
      all.add(before + letter + after);
      if (after !== '') all.add(before + letter + after.slice(1));
    }
  }
  all.delete(word);
  return [...all];
}
