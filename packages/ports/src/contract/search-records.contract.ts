import { parseSourceCode, type SourceCode } from '@diachi/domain';
import { describe, expect, test } from 'vitest';
import { type IndexedRecord, OURS } from '../search-index.ts';
import { asMap, book, id, ids, idsOf, page, type SampleIndexes } from './sample-indexes.ts';

const [bank, school] = ['kho-ban', 'truong'].map(parseSourceCode) as [SourceCode, SourceCode];

const foreign = (place: number, source: SourceCode, record: Record<string, unknown> = {}): IndexedRecord => ({
  ...book(place, { title: 'Muối của bạn', library: source, ...record }),
  source,
});

/** Records of other repositories, found beside our own documents. */
export function searchRecordsContract({ openIndex, shelf }: SampleIndexes): void {
  describe('records of other repositories', () => {
    test('are found with our own documents, and say whose they are', async () => {
      const index = await shelf();
      await index.putRecords([foreign(11, bank), foreign(12, school)]);

      const found = await index.search({ text: 'muối' });

      expect(found.total).toBe(7);
      expect(new Map(found.hits.map(({ documentId, source }) => [documentId, source]))).toEqual(
        new Map([
          ...[1, 2, 3, 4, 5].map((place) => [id(place), null] as const),
          [id(11), bank] as const,
          [id(12), school] as const,
        ]),
      );
      expect((await index.search({ text: '' })).hits.filter(({ source }) => source !== null)).toHaveLength(2);
    });

    test('are counted and filtered by whose they are, and stand in no library of ours', async () => {
      const index = await shelf();
      await index.putRecords([foreign(11, bank), foreign(12, bank), foreign(13, school)]);
      const found = async (sources: readonly (SourceCode | typeof OURS)[]) =>
        idsOf(await index.search({ text: 'muối', filter: { sources } }));

      const { facets } = await index.search({ text: 'muối' });

      expect(facets.sources).toEqual([
        { value: OURS, count: 5 },
        { value: bank, count: 2 },
        { value: school, count: 1 },
      ]);
      expect(asMap(facets.libraries)).toEqual(
        new Map([
          ['tinh', 3],
          ['muong-te', 2],
        ]),
      );
      expect(await found([OURS])).toEqual(ids(1, 2, 3, 4, 5));
      expect(await found([bank])).toEqual(ids(11, 12));
      expect(await found([bank, OURS])).toEqual(ids(1, 2, 3, 4, 5, 11, 12));
      expect((await index.search({ text: 'muối', filter: { libraries: [bank as never] } })).total).toBe(0);
    });

    test('are replaced and taken out by their ids; taking out what is not there is done already', async () => {
      const index = await openIndex();
      await index.putRecords([foreign(11, bank), foreign(12, bank)]);

      await index.putRecords([foreign(11, bank, { title: 'Chè của bạn' })]);
      await index.removeRecords([id(12), id(99)]);

      expect((await index.search({ text: 'muối' })).total).toBe(0);
      expect(idsOf(await index.search({ text: 'chè' }))).toEqual(ids(11));
      expect(await index.countRecords()).toBe(1);
      await index.putRecords([]);
      await index.removeRecords([]);
    });

    test('are none of our documents: no catalogue, no list and no count tells of them', async () => {
      const index = await openIndex();
      await index.put(book(1, { title: 'Muối' }), [page(0, 'muối')]);
      await index.putRecords([foreign(11, bank, { creators: [{ name: 'Lò Thị Pánh', part: 'author' }] })]);
      const all: unknown[] = [];
      for await (const one of index.documents()) all.push(one);

      expect(all).toEqual([id(1)]);
      expect(await index.size()).toEqual({ documents: 1, pages: 1 });
      expect(await index.countRecords()).toBe(1);
      const stretch = { offset: 0, limit: 10 };
      const words = { kind: 'words', text: 'muối', field: 'anything', relation: 'all', isBegun: false } as const;
      expect(await index.find({ kind: 'everything' }, stretch)).toEqual({ total: 1, ids: [id(1)] });
      expect(await index.find(words, stretch)).toEqual({ total: 1, ids: [id(1)] });
      expect(await index.find({ kind: 'document', id: id(11) }, stretch)).toEqual({ total: 0, ids: [] });
      const none = { kind: 'not', left: { kind: 'everything' }, right: words } as const;
      expect(await index.find(none, stretch)).toEqual({ total: 0, ids: [] });
      expect((await index.terms('creator', '', { before: 0, after: 9 })).after).toEqual([]);
      expect((await index.terms('title', '', { before: 0, after: 9 })).after).toEqual([{ term: 'Muối', documents: 1 }]);
    });

    test('a rebuilt index holds those that were put in, and no others', async () => {
      const index = await openIndex();
      await index.put(book(1), [page(0, 'muối')]);
      await index.putRecords([foreign(11, bank), foreign(12, bank)]);

      await index.rebuild(async (beside) => {
        await beside.put(book(1), [page(0, 'muối')]);
        await beside.putRecords([foreign(11, bank)]);
        // What others do meanwhile stays so.
        await index.putRecords([foreign(13, bank)]);
      });

      expect(idsOf(await index.search({ text: 'muối' }))).toEqual(ids(1, 11, 13));
    });
  });
}
