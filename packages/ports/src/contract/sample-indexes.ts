import { type DocumentId, type DocumentRecord, parseDocumentId, parseRecord } from '@diachi/domain';
import { afterEach } from 'vitest';
import type { IndexedDocument, IndexedPage, PageHit, SearchIndex, SearchResult, SnippetPart } from '../search-index.ts';

/** Opens empty indexes, and some with documents in, for the tests of a contract; closes them after each. */
export type SampleIndexes = {
  readonly openIndex: () => Promise<SearchIndex>;
  /** An index with one document for each text, of one page; ids are its places in the list. */
  readonly indexOf: (...texts: readonly string[]) => Promise<SearchIndex>;
  /** Five documents that differ in everything that can be filtered; each has “muối” on its one page. */
  readonly shelf: () => Promise<SearchIndex>;
};

export function sampleIndexes(open: () => Promise<SearchIndex>): SampleIndexes {
  const opened: SearchIndex[] = [];
  const openIndex = async (): Promise<SearchIndex> => {
    const index = await open();
    opened.push(index);
    return index;
  };
  afterEach(async () => {
    for (const index of opened.splice(0)) await index.close();
  });

  const indexOf = async (...texts: readonly string[]): Promise<SearchIndex> => {
    const index = await openIndex();
    for (const [place, text] of texts.entries())
      await index.put(book(place, { title: `Sách ${place}` }), [page(0, text)]);
    return index;
  };

  const shelf = async (): Promise<SearchIndex> => {
    const index = await openIndex();
    const records: readonly Record<string, unknown>[] = [
      { library: 'tinh', collection: 'Địa chí', kind: 'book', date: '1954-05-07', language: 'vie' },
      { library: 'tinh', collection: 'Báo cũ', kind: 'newspaper', date: '1938/1941', language: 'vie+fra' },
      { library: 'tinh', collection: 'Địa chí', kind: 'map', date: '195X', language: 'fra+vie' },
      { library: 'muong-te', collection: '', kind: 'map', date: '1968/1972', language: 'vie' },
      { library: 'muong-te', collection: '', kind: 'other', language: 'vie' },
    ];
    for (const [place, record] of records.entries()) await index.put(book(place + 1, record), [page(0, 'muối')]);
    return index;
  };
  return { openIndex, indexOf, shelf };
}

export const badQuery = { kind: 'invalid', code: 'search.bad-query' };

export const id = (place: number): DocumentId => parseDocumentId(`document${String(place).padStart(8, '0')}`);
export const ids = (...places: readonly number[]) => new Set(places.map(id));
export const idsOf = (result: SearchResult) => new Set(result.hits.map((hit) => hit.documentId));

export function book(place: number, record: Readonly<Record<string, unknown>> = {}): IndexedDocument {
  const parsed: DocumentRecord = parseRecord({ title: 'Không đề', library: 'tinh', ...record });
  return { id: id(place), record: parsed, receivedAt: new Date(Date.UTC(2026, 0, 1 + place)).toISOString() };
}

export const page = (place: number, text: string, label = String(place + 1)): IndexedPage => ({
  page: place,
  label,
  text,
});

export async function* manyPages(count: number): AsyncGenerator<IndexedPage> {
  for (let place = 0; place < count; place += 1) yield page(place, `đây là trang số${place} của một cuốn sách dày`);
}

export const hitWords = (found: Pick<PageHit, 'snippet'> | undefined): readonly string[] =>
  (found?.snippet ?? []).filter((part: SnippetPart) => part.isHit).flatMap((part) => part.text.split(/\s+/));

export async function listOf(index: SearchIndex, after?: DocumentId): Promise<readonly DocumentId[]> {
  const listed: DocumentId[] = [];
  for await (const document of index.documents(after)) listed.push(document);
  return listed;
}

export const asMap = <Value>(values: readonly { readonly value: Value; readonly count: number }[]) =>
  new Map(values.map(({ value, count }) => [value, count]));
