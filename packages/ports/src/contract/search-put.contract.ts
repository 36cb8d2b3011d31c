import { describe, expect, test } from 'vitest';
import type { SearchResult } from '../search-index.ts';
import { book, id, ids, idsOf, listOf, manyPages, page, type SampleIndexes } from './sample-indexes.ts';

/** What an index keeps, shows, gives up and builds anew. */
export function searchPutContract({ openIndex, indexOf }: SampleIndexes): void {
  describe('what is put in', () => {
    test('an empty index answers with nothing', async () => {
      const index = await openIndex();

      expect(await index.search({ text: 'địa chí' })).toMatchObject({ total: 0, hits: [], corrections: [] });
      expect(await index.search({ text: '' })).toMatchObject({ total: 0, hits: [] });
      expect(await index.searchInDocument(id(1), 'địa', { offset: 0, limit: 10 })).toMatchObject({
        total: 0,
        pages: [],
      });
      expect(await index.suggest('dia', 10)).toEqual([]);
      expect(await index.size()).toEqual({ documents: 0, pages: 0 });
    });

    test('a document is found by the words of each of its pages, with its record as it was given', async () => {
      const index = await openIndex();
      const document = book(1, {
        title: 'Địa chí tỉnh nhà',
        collection: 'Tài liệu quý',
        date: '195X',
        language: 'vie+fra',
      });
      await index.put(document, [page(0, 'trang thứ nhất', 'iv'), page(7, 'chỗ sông Nậm Na chảy qua', '12')]);

      const result = await index.search({ text: 'Nậm Na' });

      expect(result.total).toBe(1);
      expect(result.hits[0]).toMatchObject({ documentId: id(1), record: document.record, pageCount: 1 });
      expect(result.hits[0]?.pages.map(({ page: at, label }) => [at, label])).toEqual([[7, '12']]);
    });

    test('pages may come one by one, and a big document is there whole', async () => {
      const index = await openIndex();
      await index.put(book(1), manyPages(700));

      expect(await index.size()).toEqual({ documents: 1, pages: 700 });
      expect((await index.search({ text: 'trang' })).hits[0]).toMatchObject({ pageCount: 700 });
      expect((await index.search({ text: 'số699' })).hits[0]?.pages[0]).toMatchObject({ page: 699 });
    });

    test('a document without pages, and pages without text, are found by their record', async () => {
      const index = await openIndex();
      await index.put(book(1, { title: 'Ảnh chợ phiên' }), []);
      await index.put(book(2, { title: 'Bản đồ chợ' }), [page(0, ''), page(1, ' \n—')]);

      expect(idsOf(await index.search({ text: 'cho' }))).toEqual(new Set([id(1), id(2)]));
      expect((await index.search({ text: 'phiên' })).hits[0]).toMatchObject({ pages: [], pageCount: 0 });
      expect(await index.size()).toEqual({ documents: 2, pages: 2 });
    });

    test('putting a document again replaces all of it', async () => {
      const index = await openIndex();
      await index.put(book(1, { title: 'Tên cũ' }), [page(0, 'chuyện xưa'), page(1, 'chuyện xưa')]);
      await index.put(book(1, { title: 'Nhan đề mới' }), [page(0, 'chuyện nay')]);

      expect((await index.search({ text: 'xưa' })).total).toBe(0);
      expect((await index.search({ text: 'Tên cũ' })).total).toBe(0);
      expect((await index.search({ text: 'nay' })).hits[0]).toMatchObject({
        record: { title: 'Nhan đề mới' },
        pageCount: 1,
      });
      expect(await index.size()).toEqual({ documents: 1, pages: 1 });
    });

    test('searchers see the document as it was until all of the new one is in', async () => {
      const index = await openIndex();
      await index.put(book(1, { title: 'Một' }), [page(0, 'chuyện xưa')]);
      const gate = Promise.withResolvers<void>();
      const reached = Promise.withResolvers<void>();

      const putting = index.put(
        book(1, { title: 'Hai' }),
        (async function* () {
          yield* manyPages(300);
          reached.resolve();
          await gate.promise;
          yield page(300, 'chuyện nay');
        })(),
      );
      await reached.promise;
      const meanwhile = await Promise.all([index.search({ text: 'xưa' }), index.search({ text: 'số5' }), index.size()]);
      gate.resolve();
      await putting;

      expect(meanwhile[0].hits[0]).toMatchObject({ record: { title: 'Một' } });
      expect(meanwhile[1].total).toBe(0);
      expect(meanwhile[2]).toEqual({ documents: 1, pages: 1 });
      expect((await index.search({ text: 'xưa' })).total).toBe(0);
      expect((await index.search({ text: 'số5' })).total).toBe(1);
      expect(await index.size()).toEqual({ documents: 1, pages: 301 });
    });

    test('when its pages cannot be had, the reason is told and what was there before stays', async () => {
      const index = await openIndex();
      await index.put(book(1), [page(0, 'chuyện xưa')]);
      const away = new Error('the store is away');

      const putting = index.put(
        book(1),
        (async function* () {
          yield* manyPages(100);
          throw away;
        })(),
      );

      await expect(putting).rejects.toBe(away);
      expect((await index.search({ text: 'xưa' })).total).toBe(1);
      expect((await index.search({ text: 'số5' })).total).toBe(0);
      expect(await index.size()).toEqual({ documents: 1, pages: 1 });
    });

    test('documents may be put in at the same time', async () => {
      const index = await openIndex();
      await Promise.all([1, 2, 3, 4].map((place) => index.put(book(place, { title: `Tập ${place}` }), manyPages(90))));

      expect(await index.size()).toEqual({ documents: 4, pages: 360 });
      expect((await index.search({ text: 'số89' })).total).toBe(4);
    });

    test('what is removed is found no more, and removing it again is done already', async () => {
      const index = await indexOf('chuyện chung', 'chuyện chung');

      await index.remove(id(0));
      await index.remove(id(0));
      await index.remove(id(9));

      expect(idsOf(await index.search({ text: 'chuyện' }))).toEqual(new Set([id(1)]));
      expect(idsOf(await index.search({ text: '' }))).toEqual(new Set([id(1)]));
      expect(await index.searchInDocument(id(0), 'chuyện', { offset: 0, limit: 9 })).toMatchObject({
        total: 0,
        pages: [],
      });
      expect(await index.size()).toEqual({ documents: 1, pages: 1 });
    });

    test('a document that was removed can be put in again', async () => {
      const index = await indexOf('chuyện xưa');
      await index.remove(id(0));
      await index.put(book(0), [page(0, 'chuyện xưa')]);

      expect((await index.search({ text: 'chuyện xưa' })).total).toBe(1);
    });

    test('clearing throws everything away, and the index goes on', async () => {
      const index = await indexOf('chuyện xưa', 'chuyện nay');
      await index.clear();

      expect(await index.size()).toEqual({ documents: 0, pages: 0 });
      expect((await index.search({ text: 'chuyện' })).total).toBe(0);
      expect(await index.suggest('chuy', 5)).toEqual([]);
      await index.put(book(3), [page(0, 'chuyện khác')]);
      expect(idsOf(await index.search({ text: 'chuyện' }))).toEqual(new Set([id(3)]));
    });

    test('every document is told, in the order of their ids', async () => {
      const index = await openIndex();
      for (const place of [3, 1, 2, 4]) await index.put(book(place), [page(0, 'muối')]);
      await index.put(book(2), [page(0, 'mắm')]);
      await index.remove(id(3));

      expect(await listOf(index)).toEqual([id(1), id(2), id(4)]);
      expect(await listOf(index, id(2))).toEqual([id(4)]);
      expect(await listOf(index, id(3))).toEqual([id(4)]);
      expect(await listOf(index, id(4))).toEqual([]);
      await index.clear();
      expect(await listOf(index)).toEqual([]);
    });

    test('rebuilding puts what is given in place of everything, and searchers find what was there until then', async () => {
      const index = await indexOf('chuyện xưa', 'chuyện xưa');
      let meanwhile: SearchResult | undefined;

      await index.rebuild(async (beside) => {
        meanwhile = await index.search({ text: 'chuyện xưa' });
        await beside.put(book(1), [page(0, 'chuyện nay')]);
        await beside.put(book(2), manyPages(300));
      });

      expect(meanwhile?.total).toBe(2);
      expect((await index.search({ text: 'xưa' })).total).toBe(0);
      expect(idsOf(await index.search({ text: 'nay' }))).toEqual(ids(1));
      expect(await listOf(index)).toEqual([id(1), id(2)]);
      expect(await index.size()).toEqual({ documents: 2, pages: 301 });
    });

    test('what others put and remove while an index is rebuilt stays so', async () => {
      const index = await indexOf('chuyện xưa', 'chuyện xưa', 'chuyện xưa');

      await index.rebuild(async (beside) => {
        await Promise.all([0, 1].map((place) => beside.put(book(place), [page(0, 'chuyện nay')])));
        await index.put(book(1), [page(0, 'chuyện mới')]);
        await index.put(book(5), [page(0, 'chuyện mới')]);
        await index.remove(id(0));
      });

      expect(await listOf(index)).toEqual([id(1), id(5)]);
      expect(idsOf(await index.search({ text: 'chuyện mới' }))).toEqual(ids(1, 5));
      expect((await index.search({ text: 'chuyện nay' })).total).toBe(0);
      expect((await index.search({ text: 'chuyện' })).total).toBe(2);
    });

    test('a rebuild that fails tells why, leaves what it did not replace, and can be done again', async () => {
      const index = await indexOf('chuyện xưa', 'chuyện khác');
      const away = new Error('the store is away');

      const rebuilding = index.rebuild(async (beside) => {
        await beside.put(book(7), [page(0, 'chuyện khác')]);
        throw away;
      });

      await expect(rebuilding).rejects.toBe(away);
      expect(idsOf(await index.search({ text: 'xưa' }))).toEqual(ids(0));
      await index.rebuild((beside) => beside.put(book(8), [page(0, 'chuyện nay')]));
      expect(await listOf(index)).toEqual([id(8)]);
    });

    test('a closed index cannot answer, and says so', async () => {
      const index = await indexOf('chuyện xưa');
      await index.close();
      await index.close();

      const unavailable = { kind: 'unavailable', code: 'search.unavailable' };
      await expect(index.search({ text: 'chuyện' })).rejects.toMatchObject(unavailable);
      await expect(index.put(book(1), [])).rejects.toMatchObject(unavailable);
      await expect(index.size()).rejects.toMatchObject(unavailable);
    });
  });
}
