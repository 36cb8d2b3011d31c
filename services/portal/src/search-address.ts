import { DOCUMENT_KINDS, parseLibraryCode, parseSourceCode } from '@diachi/domain';
import { OURS, type SearchFilter, type SearchQuery } from '@diachi/ports';
import { MAX_QUERY_LENGTH } from '@diachi/vietnamese';
import { parseSearch } from '@diachi/web';

export const RESULTS_PER_PAGE = 20;

export type Facet = 'source' | 'library' | 'collection' | 'kind' | 'language' | 'decade';

/** A search as the address of its page says it: everything in it can be shared as a link. */
export type SearchAddress = {
  readonly text: string;
  readonly chosen: Readonly<Record<Facet, readonly string[]>>;
  readonly sort: 'relevance' | 'newest' | 'oldest';
  readonly offset: number;
};

/** Reads an address a person may have cut short or typed: what cannot be understood is left out, never an error. */
export function parseSearchAddress(query: Readonly<Record<string, unknown>>): SearchAddress {
  const { text, filter, sort, offset } = parseSearch(query).search;
  return {
    text: text.slice(0, MAX_QUERY_LENGTH).trim(),
    chosen: {
      source: filter.sources ?? [],
      library: filter.libraries ?? [],
      collection: filter.collections ?? [],
      kind: filter.kinds ?? [],
      language: filter.languages ?? [],
      decade: (filter.decades ?? []).map(String),
    },
    sort,
    offset,
  };
}

/** Writes the address of a search; what is as usual is left out. */
export function searchHref({ text, chosen, sort, offset }: SearchAddress): string {
  const query = new URLSearchParams();
  if (text) query.append('q', text);
  for (const [facet, values] of Object.entries(chosen)) for (const value of values) query.append(facet, value);
  if (sort !== 'relevance') query.append('sort', sort);
  if (offset > 0) query.append('offset', String(offset));
  return query.size > 0 ? `/search?${query}` : '/search';
}

/** The same search with one value of a facet added, or taken away when it is chosen; from its first result. */
export function toggle(address: SearchAddress, facet: Facet, value: string): SearchAddress {
  const values = address.chosen[facet];
  const changed = values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
  return { ...address, chosen: { ...address.chosen, [facet]: changed }, offset: 0 };
}

export const isFiltered = ({ chosen }: SearchAddress): boolean =>
  Object.values(chosen).some(({ length }) => length > 0);

/** A search for everything, nothing chosen. */
export const wholeLibrary = (): SearchAddress => parseSearchAddress({});

/** What to ask the library. */
export function toSearchQuery({ text, chosen, sort, offset }: SearchAddress): SearchQuery {
  const filter: SearchFilter = {
    ...(chosen.source.length > 0 && {
      sources: chosen.source.map((code) => (code === OURS ? OURS : parseSourceCode(code))),
    }),
    ...(chosen.library.length > 0 && { libraries: chosen.library.map(parseLibraryCode) }),
    ...(chosen.collection.length > 0 && { collections: chosen.collection }),
    ...(chosen.kind.length > 0 && { kinds: DOCUMENT_KINDS.filter((kind) => chosen.kind.includes(kind)) }),
    ...(chosen.language.length > 0 && { languages: chosen.language }),
    ...(chosen.decade.length > 0 && { decades: chosen.decade.map(Number) }),
  };
  return { text, filter, sort, offset, limit: RESULTS_PER_PAGE };
}
