import { DOCUMENT_KINDS, type DocumentKind, isFailure, type LibraryCode, parseLibraryCode } from '@diachi/domain';
import type { DocumentFilter } from '@diachi/ports';
import { type SearchAddress, toggle, wholeLibrary } from './search-address.ts';

/** Which documents somebody browses: all, those of a library or a collection (of that library, or of all), or those of a kind. */
export type BrowseAddress = {
  readonly library?: LibraryCode;
  readonly collection?: string;
  readonly kind?: DocumentKind;
  /** Where in the list, as the list before this stretch said it. */
  readonly after?: string;
};

const MAX_COLLECTION = 200;
const MAX_AFTER = 200;

/** Reads an address a person may have cut short or typed: what cannot be understood is left out, never an error. */
export function parseBrowseAddress(query: Readonly<Record<string, unknown>>): BrowseAddress {
  const text = (name: string, most: number) => {
    const written = query[name];
    return typeof written === 'string' && written !== '' && written.length <= most ? written : undefined;
  };
  const kind = DOCUMENT_KINDS.find((known) => known === query['kind']);
  const after = text('after', MAX_AFTER);
  const library = libraryIn(query['library']);
  const collection = text('collection', MAX_COLLECTION);
  // Each list is one the catalogue keeps in order, however long it is: a kind is not divided further here, but by searching.
  const shelf = kind ? { kind } : { ...(library && { library }), ...(collection && { collection }) };
  return { ...shelf, ...(after && { after }) };
}

/** Writes the address of a list. */
export function browseHref({ library, collection, kind, after }: BrowseAddress): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ library, collection, kind, after }))
    if (value) query.append(name, value);
  return query.size > 0 ? `/documents?${query}` : '/documents';
}

/** What to ask the library. */
export const toFilter = ({ after: _, ...shelf }: BrowseAddress): DocumentFilter => ({
  states: ['published'],
  ...shelf,
});

/** A search in the same documents. */
export function toSearch({ library, collection, kind }: BrowseAddress): SearchAddress {
  let search = wholeLibrary();
  if (library) search = toggle(search, 'library', library);
  if (collection) search = toggle(search, 'collection', collection);
  return kind ? toggle(search, 'kind', kind) : search;
}

function libraryIn(raw: unknown): LibraryCode | undefined {
  try {
    return raw === undefined ? undefined : parseLibraryCode(raw);
  } catch (thrown) {
    if (isFailure(thrown)) return undefined;
    throw thrown;
  }
}
