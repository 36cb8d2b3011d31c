import type { DocumentKind, LibraryCode } from '@diachi/domain';
import type { FacetValue, Shelf } from '@diachi/ports';
import type { BrowseAddress } from './browse-address.ts';

/** What can be browsed, each with how many documents are there, most first. */
export type ShelfCounts = {
  /** Documents where somebody is. */
  readonly total: number;
  readonly libraries: readonly FacetValue<LibraryCode>[];
  /** Of the library somebody is in, or of all. */
  readonly collections: readonly FacetValue<string>[];
  readonly kinds: readonly FacetValue<DocumentKind>[];
};

/** Adds up shelves, as seen from one place among them. */
export function countShelves(shelves: readonly Shelf[], at: BrowseAddress = {}): ShelfCounts {
  const isThere = (shelf: Shelf) =>
    (at.library ?? shelf.library) === shelf.library &&
    (at.collection ?? shelf.collection) === shelf.collection &&
    (at.kind ?? shelf.kind) === shelf.kind;
  const ofLibrary = shelves.filter(({ library }) => (at.library ?? library) === library);
  return {
    total: shelves.filter(isThere).reduce((sum, { documents }) => sum + documents, 0),
    libraries: sum(shelves, ({ library }) => library),
    // Some documents belong to no collection.
    collections: sum(ofLibrary, ({ collection }) => collection).filter(({ value }) => value !== ''),
    kinds: sum(shelves, ({ kind }) => kind),
  };
}

function sum<Value extends string>(
  shelves: readonly Shelf[],
  nameOf: (shelf: Shelf) => Value,
): readonly FacetValue<Value>[] {
  const counts = new Map<Value, number>();
  for (const shelf of shelves) counts.set(nameOf(shelf), (counts.get(nameOf(shelf)) ?? 0) + shelf.documents);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .toSorted((one, other) => other.count - one.count || one.value.localeCompare(other.value, 'vi'));
}
