import {
  type Correction,
  likelyMeanings,
  mayBeMistyped,
  type ParsedQuery,
  spellingNeighbours,
  wordsToCheck,
} from '@diachi/vietnamese';
import type { Vocabulary } from './vocabulary.ts';

type SpellingCounts = Pick<Vocabulary, 'pagesWith' | 'commonestSpelling'>;

/** Finds what may have been meant by longer words nobody wrote: words one letter away, or with two letters swapped. */
export const findCorrections = (
  vocabulary: SpellingCounts,
  query: ParsedQuery,
  isTyping: boolean,
): readonly Correction[] =>
  wordsToCheck(query, isTyping).flatMap(({ typed, folded }) =>
    meaningsOf(vocabulary, folded).map((meant) => ({ typed, meant: vocabulary.commonestSpelling(meant) ?? meant })),
  );

function meaningsOf(vocabulary: SpellingCounts, typed: string): readonly string[] {
  const pages = vocabulary.pagesWith(typed);
  if (!mayBeMistyped(pages)) return [];
  return likelyMeanings(
    pages,
    spellingNeighbours(typed).map((word) => ({ word, pages: vocabulary.pagesWith(word) })),
  );
}
