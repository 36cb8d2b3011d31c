import type { Correction, ParsedQuery } from '@diachi/vietnamese';
import type { Vocabulary } from './vocabulary.ts';

/** Shorter words have too many neighbours: every second Vietnamese syllable is one letter from another. */
const LEAST_LETTERS = 5;
const MOST_MEANINGS = 3;
/** A word on this few pages that is so many times rarer than its neighbour was read or set wrongly. */
const RARE_PAGES = 3;
const RARER_BY = 500;

type SpellingCounts = Pick<Vocabulary, 'pagesWith' | 'commonestSpelling'>;

const letters = [...'abcdefghijklmnopqrstuvwxyz'];

/** Finds what may have been meant by longer words nobody wrote: words one letter away, or with two letters swapped. Not inside phrases. */
export function findCorrections(
  vocabulary: SpellingCounts,
  query: ParsedQuery,
  isTyping: boolean,
): readonly Correction[] {
  const loose = query.parts.flatMap((part) => (part.isPhrase ? [] : part.words));
  const open = isTyping ? query.parts.at(-1)?.words.at(-1) : undefined;
  return loose
    .filter((word) => word !== open && word.folded.length >= LEAST_LETTERS && /^[a-z]+$/.test(word.folded))
    .flatMap(({ typed, folded }) =>
      meaningsOf(vocabulary, folded).map((meant) => ({ typed, meant: vocabulary.commonestSpelling(meant) ?? meant })),
    );
}

function meaningsOf(vocabulary: SpellingCounts, typed: string): readonly string[] {
  const pages = vocabulary.pagesWith(typed);
  if (pages > RARE_PAGES) return [];
  const found = [...neighbours(typed)]
    .map((word) => ({ word, pages: vocabulary.pagesWith(word) }))
    .filter((neighbour) => neighbour.pages > pages * RARER_BY)
    .sort((one, other) => other.pages - one.pages);
  // What is a hundred times rarer than the best guess is itself most likely a mistake.
  const least = (found[0]?.pages ?? 0) / 100;
  return found
    .filter((neighbour) => neighbour.pages >= least)
    .slice(0, MOST_MEANINGS)
    .map((neighbour) => neighbour.word);
}

function neighbours(word: string): Set<string> {
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
  return all;
}
