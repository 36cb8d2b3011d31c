import type { DocumentId, PageIndex } from '@diachi/domain';
import type { IiifAddresses } from '../presentation/iiif-addresses.ts';
import type { Hit } from './page-hits.ts';

/** One stretch of what was found in a document, as both versions of Content Search are answered. */
export type SearchResults = {
  readonly addresses: IiifAddresses;
  readonly id: DocumentId;
  readonly query: string;
  /** BCP 47, of the text. */
  readonly language: string;
  readonly hits: readonly Hit[];
  /** Which stretch this is, and how many annotations were told before it. */
  readonly place: SearchPlace;
  readonly previous: SearchPlace | null;
  readonly next: SearchPlace | null;
  /** Names of parameters that were asked with and do nothing here. */
  readonly ignored: readonly string[];
};

export type SearchPlace = {
  /** Matching pages that were passed over. */
  readonly offset: number;
  /** What was told of them, which only whoever read them knows: annotations in version 2.0, places in 1.0. */
  readonly start: number;
};

export const FIRST_PLACE: SearchPlace = { offset: 0, start: 0 };

/** Where a stretch is found: the address asked for, with the place in it where that is not the first. */
export const resultsAddress = (version: 1 | 2, { addresses, id, query }: SearchResults, place: SearchPlace): string => {
  const at = place.offset === 0 ? '' : `&offset=${place.offset}&start=${place.start}`;
  return `${addresses.search(version, id)}?q=${encodeURIComponent(query)}${at}`;
};

/** An annotation's name: the page's own annotations, and which of its words. */
export const hitAnnotation = (
  { addresses, id }: SearchResults,
  page: PageIndex,
  { first, last }: { readonly first: number; readonly last: number },
): string => `${addresses.annotations(id, page)}#words-${first}-${last}`;

/** How much a version counts there to be: an annotation for each line of a place (2.0, section 4.2.2), or the places themselves (1.0, section 3.3.2). */
export const countOf = (version: 1 | 2, hits: readonly Hit[]): number =>
  version === 1 ? hits.length : hits.reduce((sum, { parts }) => sum + parts.length, 0);

/** All of them; null before the last stretch, since nobody has read the pages that follow. */
export const totalOf = (version: 1 | 2, { hits, place, next }: SearchResults): number | null =>
  next === null ? place.start + countOf(version, hits) : null;
