import { describe, expect, test } from 'vitest';
import type { SearchIndex } from '../search-index.ts';
import { asMap, book, ids, idsOf, page, type SampleIndexes } from './sample-indexes.ts';

/** How documents are filtered and counted. */
export function searchFiltersContract({ openIndex, shelf }: SampleIndexes): void {
  describe('filters and facets', () => {
    test('a filter keeps documents with any of its values; several filters must all hold', async () => {
      const index = await shelf();
      const found = async (filter: Parameters<SearchIndex['search']>[0]['filter'] & {}) =>
        idsOf(await index.search({ text: 'muối', filter }));

      expect(await found({ libraries: ['tinh'] as never })).toEqual(ids(1, 2, 3));
      expect(await found({ collections: ['Báo cũ'] })).toEqual(ids(2));
      expect(await found({ kinds: ['book', 'newspaper'] })).toEqual(ids(1, 2));
      expect(await found({ languages: ['fra'] })).toEqual(ids(2, 3));
      expect(await found({ decades: [1950] })).toEqual(ids(1, 3));
      expect(await found({ decades: [1930, 1970] })).toEqual(ids(2, 4));
      expect(await found({ libraries: ['tinh'] as never, kinds: ['map'] })).toEqual(ids(3));
      expect(await found({ libraries: ['khong-co'] as never })).toEqual(ids());
      expect(await found({ libraries: [], kinds: [] })).toEqual(ids(1, 2, 3, 4, 5));
    });

    test('facets count matching documents, most first', async () => {
      const index = await shelf();

      const { facets } = await index.search({ text: 'muối' });

      expect(facets.libraries).toEqual([
        { value: 'tinh', count: 3 },
        { value: 'muong-te', count: 2 },
      ]);
      expect(asMap(facets.collections)).toEqual(
        new Map([
          ['Địa chí', 2],
          ['Báo cũ', 1],
        ]),
      );
      expect(asMap(facets.kinds)).toEqual(
        new Map([
          ['map', 2],
          ['book', 1],
          ['newspaper', 1],
          ['other', 1],
        ]),
      );
      expect(asMap(facets.languages)).toEqual(
        new Map([
          ['vie', 5],
          ['fra', 2],
        ]),
      );
      expect(asMap(facets.decades)).toEqual(
        new Map([
          [1930, 1],
          [1940, 1],
          [1950, 2],
          [1960, 1],
          [1970, 1],
        ]),
      );
    });

    test('each facet counts as if its own filter were not set', async () => {
      const index = await shelf();

      const { total, facets } = await index.search({
        text: 'muối',
        filter: { libraries: ['tinh'] as never, kinds: ['map'] },
      });

      expect(total).toBe(1);
      expect(asMap(facets.libraries)).toEqual(
        new Map([
          ['tinh', 1],
          ['muong-te', 1],
        ]),
      );
      expect(asMap(facets.kinds)).toEqual(
        new Map([
          ['book', 1],
          ['newspaper', 1],
          ['map', 1],
        ]),
      );
      expect(asMap(facets.languages)).toEqual(
        new Map([
          ['vie', 1],
          ['fra', 1],
        ]),
      );
    });

    test('values are taken letter by letter, whatever signs are in them', async () => {
      const index = await openIndex();
      const collection = `"Số 1" OR 'x' = 'x' \\ {đ}`;
      await index.put(book(1, { collection }), [page(0, 'muối')]);
      await index.put(book(2, { collection: 'khác' }), [page(0, 'muối')]);

      expect(idsOf(await index.search({ text: 'muối', filter: { collections: [collection] } }))).toEqual(ids(1));
      expect((await index.search({ text: '', filter: { collections: [`' OR 1=1 --`] } })).total).toBe(0);
    });
  });
}
