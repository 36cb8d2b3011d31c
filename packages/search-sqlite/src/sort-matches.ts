import type { SearchQuery } from '@diachi/ports';
import type { Match } from './match-documents.ts';

type Sort = NonNullable<SearchQuery['sort']>;

const sortKeys: Readonly<Record<Sort, (match: Match) => number>> = {
  relevance: (match) => match.relevance,
  // Documents without a date come last either way.
  newest: ({ document }) => document.toYear ?? document.fromYear ?? Number.NEGATIVE_INFINITY,
  oldest: ({ document }) => -(document.fromYear ?? document.toYear ?? Number.POSITIVE_INFINITY),
};

/** One page of the matches in order, without sorting those nobody asked for. Equal ones come by relevance, then the last received first. */
export function sortMatches(
  matches: readonly Match[],
  sort: Sort,
  stretch: { readonly offset: number; readonly limit: number },
): readonly Match[] {
  const keyOf = sortKeys[sort];
  const end = Math.min(stretch.offset + stretch.limit, matches.length);
  if (stretch.offset >= end) return [];

  const keys = Float64Array.from(matches, keyOf).sort();
  const least = keys[keys.length - end] as number;
  return matches
    .filter((match) => keyOf(match) >= least)
    .sort((one, other) => compare(keyOf(other), keyOf(one)) || byRelevance(one, other))
    .slice(stretch.offset, end);
}

const byRelevance = (one: Match, other: Match): number =>
  other.relevance - one.relevance ||
  other.document.receivedAtMs - one.document.receivedAtMs ||
  one.document.number - other.document.number;

// A difference of two infinities is no number.
const compare = (one: number, other: number): number => Number(one > other) - Number(one < other);
