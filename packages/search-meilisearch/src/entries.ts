import { type DocumentId, type DocumentRecord, decadesOf } from '@diachi/domain';
import { type IndexedDocument, type IndexedPage, OURS, type TermList, type Whereabouts } from '@diachi/ports';
import { tokenize } from '@diachi/vietnamese';
import { filterKey } from './filter.ts';
import { listAttribute, listedTerms } from './list-terms.ts';
import { recordFields, termKey } from './record-fields.ts';
import { exactTerms, foldedTerm, foldedText } from './term.ts';

/** What documents are filtered, counted and sorted by; on each of their entries. Absent years come last either way. */
type Facts = {
  /** Ours, or that of the repository it is a record of, which is then in no library. */
  readonly source: Whereabouts;
  readonly library?: string;
  readonly collection?: string;
  readonly kind: string;
  readonly languages: readonly string[];
  readonly decades: readonly number[];
  readonly receivedAt: number;
  readonly newest?: number;
  readonly oldest?: number;
};

/** An entry of the page index: a page, or a document's record. A document's entries of one `put` share their generation. */
export type Entry = Facts & {
  readonly id: string;
  readonly document: DocumentId;
  readonly generation: number;
  /** Searchers see no other. */
  readonly isShown: boolean;
  /** 1 for the record. Its place is -1. */
  readonly isRecord: 0 | 1;
  readonly place: number;
  readonly folded: string | readonly string[];
  readonly exact: readonly string[];
  readonly label?: string;
  /** NFC. */
  readonly text?: string;
  readonly record?: string;
  /** Of a record: the words of each field, under `fieldAttribute`. */
  readonly [field: `in_${string}`]: readonly string[];
};

/** An entry of the document index. */
export type DocumentEntry = Facts & {
  readonly id: DocumentId;
  readonly record: string;
  /** The same as `id`, as entries of the page index have it. */
  readonly document: DocumentId;
  /** The words of the title behind a sign for its beginning. */
  readonly start: string;
  /** Keys of its terms in lists to leaf through, under `listAttribute`. */
  readonly [list: `list_${string}`]: readonly string[];
};

/** Stands before the first word of a title, joined to it, so that titles can be sought by how they begin. */
export const TITLE_START = '9s';

const RECORD_PLACE = -1;

export const entryId = (id: DocumentId, generation: number, place: number): string =>
  `${id}-${generation}-${place === RECORD_PLACE ? 'record' : place}`;

export function factsOf({ record, receivedAt }: IndexedDocument, source: Whereabouts = OURS): Facts {
  const { library, collection, kind, language, date } = record;
  const newest = date?.toYear ?? date?.fromYear;
  const oldest = date?.fromYear ?? date?.toYear;
  return {
    source,
    ...(source === OURS ? { library: filterKey(library) } : {}),
    ...(collection === '' ? {} : { collection: filterKey(collection) }),
    kind: filterKey(kind),
    languages: [...new Set(language.split('+'))].map(filterKey),
    decades: decadesOf(date),
    receivedAt: Date.parse(receivedAt) || 0,
    ...(newest === null || newest === undefined ? {} : { newest }),
    ...(oldest === null || oldest === undefined ? {} : { oldest }),
  };
}

export function pageEntry(
  id: DocumentId,
  facts: Facts,
  generation: number,
  { page, label, text }: IndexedPage,
): Omit<Entry, 'isShown'> {
  const words = tokenize(text);
  return {
    id: entryId(id, generation, page),
    document: id,
    generation,
    isRecord: 0,
    place: page,
    ...facts,
    folded: foldedText(words),
    exact: exactTerms(words),
    label: label.toWellFormed(),
    // Half a character cannot be written in JSON.
    text: text.normalize('NFC').toWellFormed(),
  };
}

export function recordEntry(id: DocumentId, facts: Facts, generation: number, record: DocumentRecord): Entry {
  const { fields, words } = recordFields(record);
  return {
    id: entryId(id, generation, RECORD_PLACE),
    document: id,
    generation,
    isShown: true,
    isRecord: 1,
    place: RECORD_PLACE,
    ...facts,
    ...fields,
    // Several values, so that no phrase reaches from one into the other.
    folded: words.map(foldedText),
    exact: exactTerms(words.flat()),
    record: JSON.stringify(record),
  };
}

export const documentEntry = (id: DocumentId, facts: Facts, record: DocumentRecord): DocumentEntry => ({
  id,
  document: id,
  ...facts,
  ...Object.fromEntries(
    Object.entries(listedTerms(record)).map(([list, terms]) => [
      listAttribute(list as TermList),
      [...new Set(terms.map(termKey))].filter((key) => key !== ''),
    ]),
  ),
  record: JSON.stringify(record),
  start:
    TITLE_START +
    tokenize(record.title)
      .map(({ folded }) => foldedTerm(folded))
      .join(' '),
});
