import { describe, expect, test } from 'vitest';
import { badQuery, book, hitWords, id, idsOf, page, type SampleIndexes } from './sample-indexes.ts';

/** What a result page shows, and what is found inside one document. */
export function searchResultsContract({ openIndex, indexOf, shelf }: SampleIndexes): void {
  describe('records', () => {
    test('titles and collections are searched, and a title comes before a page', async () => {
      const index = await openIndex();
      await index.put(book(1, { title: 'Sổ tay' }), [page(0, 'nhắc tới lễ hội Then Kin Pang')]);
      await index.put(book(2, { title: 'Lễ hội Then Kin Pang' }), [page(0, 'mở đầu')]);
      await index.put(book(3, { title: 'Tập ảnh', collection: 'Lễ hội' }), []);

      expect((await index.search({ text: 'then kin pang' })).hits.map((hit) => hit.documentId)).toEqual([id(2), id(1)]);
      expect(idsOf(await index.search({ text: 'lễ hội' }))).toEqual(new Set([id(1), id(2), id(3)]));
    });

    test('what was sought is marked in the title, and the parts together are the title', async () => {
      const index = await openIndex();
      await index.put(book(1, { title: 'Địa chí (tỉnh Lai Châu), tập 1' }), []);

      const title = (await index.search({ text: 'lai chau dia chi' })).hits[0]?.title ?? [];

      expect(title.map((part) => part.text).join('')).toBe('Địa chí (tỉnh Lai Châu), tập 1');
      expect(hitWords({ snippet: title })).toEqual(['Địa', 'chí', 'Lai', 'Châu']);
    });
  });

  describe('result pages', () => {
    test('a document shows its best pages, at most three, and how many match', async () => {
      const index = await openIndex();
      const texts = ['muối', 'muôi', 'mưới muối', 'khác', 'muối muối muối', 'muối'];
      await index.put(
        book(1),
        texts.map((text, place) => page(place, text)),
      );

      const [hit] = (await index.search({ text: 'muối' })).hits;

      expect(hit?.pageCount).toBe(5);
      expect(hit?.pages).toHaveLength(3);
      expect(hit?.pages.map((found) => found.page)).not.toContain(1);
    });

    test('a snippet is a stretch of the page in its own spelling around the hits', async () => {
      const filler = 'chuyện kể rằng ngày xưa có một người đi rừng mãi không về '.repeat(30);
      const index = await indexOf(`${filler}Theo Địa\n  chí Lai Châu, (1954). ${filler}`);

      const [found] = (await index.search({ text: 'dia chi lai chau' })).hits[0]?.pages ?? [];
      const text = found?.snippet.map((part) => part.text).join('') ?? '';

      expect(text).toContain('Theo Địa chí Lai Châu, (1954)');
      expect(text.length).toBeLessThan(600);
      expect(hitWords(found)).toEqual(['Địa', 'chí', 'Lai', 'Châu']);
    });

    test('documents are passed over and returned as asked, without one twice', async () => {
      const index = await indexOf(...Array.from({ length: 12 }, (_, place) => `muối ${'mặn '.repeat(place)}`));

      const all = await index.search({ text: 'muối', limit: 12 });
      const leafed = await Promise.all(
        [0, 5, 10, 15].map((offset) => index.search({ text: 'muối', offset, limit: 5 })),
      );

      expect(leafed.map((result) => [result.total, result.hits.length])).toEqual([
        [12, 5],
        [12, 5],
        [12, 2],
        [12, 0],
      ]);
      expect(leafed.flatMap((result) => result.hits.map((hit) => hit.documentId))).toEqual(
        all.hits.map((hit) => hit.documentId),
      );
    });

    test('nothing typed lists everything, filtered and in order', async () => {
      const index = await shelf();

      expect((await index.search({ text: '' })).total).toBe(5);
      expect((await index.search({ text: '  ' })).total).toBe(5);
      expect(idsOf(await index.search({ text: '', filter: { kinds: ['map'] } }))).toEqual(new Set([id(3), id(4)]));
      expect((await index.search({ text: '', limit: 2 })).hits.map((hit) => hit.pages)).toEqual([[], []]);
    });

    test('sorts by the first year a document may be of, or from the last; those without one come last', async () => {
      const index = await shelf();
      const sorted = async (sort: 'newest' | 'oldest') =>
        (await index.search({ text: 'muối', sort })).hits.map((hit) => hit.documentId);

      expect(await sorted('oldest')).toEqual([id(2), id(3), id(1), id(4), id(5)]);
      expect(await sorted('newest')).toEqual([id(4), id(3), id(1), id(2), id(5)]);
    });
  });

  describe('inside one document', () => {
    test('every page that matches is told, in reading order, in stretches', async () => {
      const index = await openIndex();
      await index.put(
        book(1),
        Array.from({ length: 30 }, (_, place) =>
          page(place, place % 3 === 0 ? `muối số ${place}` : 'mắm', `t${place}`),
        ),
      );
      await index.put(book(2), [page(0, 'muối')]);

      const first = await index.searchInDocument(id(1), 'muoi', { offset: 0, limit: 4 });
      const last = await index.searchInDocument(id(1), 'muoi', { offset: 8, limit: 4 });

      expect(first.total).toBe(10);
      expect(first.pages.map((found) => found.page)).toEqual([0, 3, 6, 9]);
      expect(first.pages[1]).toMatchObject({ label: 't3' });
      expect(hitWords(first.pages[1])).toEqual(['muối']);
      expect(last.pages.map((found) => found.page)).toEqual([24, 27]);
    });

    test('asks for phrases, corrects and refuses as a search does', async () => {
      const index = await indexOf('địa chí, Nguyễn', 'địa');

      expect((await index.searchInDocument(id(0), '"chi dia"', { offset: 0, limit: 5 })).total).toBe(0);
      expect((await index.searchInDocument(id(0), 'nghuyen', { offset: 0, limit: 5 })).total).toBe(1);
      await expect(index.searchInDocument(id(0), '!!', { offset: 0, limit: 5 })).rejects.toMatchObject(badQuery);
    });
  });
}
