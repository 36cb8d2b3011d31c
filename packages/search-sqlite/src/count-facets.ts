import { type Facets, type FacetValue, OURS, type SearchFilter } from '@diachi/ports';
import type { Match } from './match-documents.ts';
import type { ShownDocument } from './shown-documents.ts';

type FacetName = keyof Facets;
type Value = string | number;

const valuesOf: Readonly<Record<FacetName, (document: ShownDocument) => readonly Value[]>> = {
  sources: (document) => [document.source ?? OURS],
  // What another repository has is in none of our libraries.
  libraries: (document) => (document.source === null ? [document.library] : []),
  // A document in no collection has nothing to be counted under.
  collections: (document) => (document.collection === '' ? [] : [document.collection]),
  kinds: (document) => [document.kind],
  languages: (document) => document.languages,
  decades: (document) => document.decades,
};
const names = Object.keys(valuesOf) as readonly FacetName[];

export type Filtered = { readonly matches: readonly Match[]; readonly facets: Facets };

/**
 * Keeps the matches that pass every filter, and counts the facets: a document counts in a facet when it passes all the other
 * filters, so the counts say what choosing another value would give.
 */
export function filterAndCount(matches: readonly Match[], filter: SearchFilter): Filtered {
  const wanted = new Map<FacetName, ReadonlySet<Value>>();
  for (const name of names) {
    const values = filter[name];
    if (values && values.length > 0) wanted.set(name, new Set<Value>(values));
  }
  const counts = new Map(names.map((name) => [name, new Map<Value, number>()]));
  const passing: Match[] = [];

  for (const match of matches) {
    const failed = failedFilters(match.document, wanted);
    if (failed.length === 0) passing.push(match);
    if (failed.length > 1) continue;
    for (const name of failed.length === 0 ? names : failed) {
      const count = counts.get(name) as Map<Value, number>;
      for (const value of valuesOf[name](match.document)) count.set(value, (count.get(value) ?? 0) + 1);
    }
  }
  const facets = Object.fromEntries(names.map((name) => [name, mostFirst(counts.get(name))])) as unknown as Facets;
  return { matches: passing, facets };
}

/** The filters a document fails; two are enough to know that it counts nowhere. */
function failedFilters(
  document: ShownDocument,
  wanted: ReadonlyMap<FacetName, ReadonlySet<Value>>,
): readonly FacetName[] {
  const failed: FacetName[] = [];
  for (const [name, values] of wanted) {
    if (valuesOf[name](document).some((value) => values.has(value))) continue;
    failed.push(name);
    if (failed.length > 1) break;
  }
  return failed;
}

const mostFirst = (counts: ReadonlyMap<Value, number> = new Map()): readonly FacetValue<Value>[] =>
  [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1));
