import { type DocumentId, type DocumentRecord, parseDocumentId, parseRecord } from '@diachi/domain';
import { afterEach, describe, expect, test } from 'vitest';
import type { IndexedDocument, IndexedPage, PageHit, SearchIndex, SearchResult, SnippetPart } from '../search-index.ts';

/** What every SearchIndex promises. Each adapter's test file calls this once, with a way to open an empty index. */
export function searchIndexContract(open: () => Promise<SearchIndex>): void {
  const opened: SearchIndex[] = [];
  const openIndex = async (): Promise<SearchIndex> => {
    const index = await open();
    opened.push(index);
    return index;
  };
  afterEach(async () => {
    for (const index of opened.splice(0)) await index.close();
  });

  /** An index with one document for each text, of one page; ids are its places in the list. */
  const indexOf = async (...texts: readonly string[]): Promise<SearchIndex> => {
    const index = await openIndex();
    for (const [place, text] of texts.entries())
      await index.put(book(place, { title: `Sách ${place}` }), [page(0, text)]);
    return index;
  };

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
        for (const place of [0, 1]) await beside.put(book(place), [page(0, 'chuyện nay')]);
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

  describe('Vietnamese', () => {
    test.each([
      ['without any marks', 'dia chi lai chau', 'sách địa chí Lai Châu'],
      ['in capitals', 'ĐỊA CHÍ', 'sách địa chí Lai Châu'],
      ['capitals on the page', 'địa chí', 'SÁCH ĐỊA CHÍ'],
      ['đ as d', 'duong di', 'đường đi'],
      ['tones put in the old place', 'hòa bình', 'xã Hoà Bình'],
      ['tones put in the new place', 'hoà bình', 'xã Hòa Bình'],
      ['thúy as thuý', 'Thúy', 'chị Thuý'],
      ['thuý as thúy', 'Thuý', 'chị Thúy'],
      ['marks taken apart in the query', 'địa chí'.normalize('NFD'), 'sách địa chí'],
      ['marks taken apart on the page', 'địa chí', 'sách địa chí Lai Châu'.normalize('NFD')],
      ['some marks only', 'dia chí lai châu', 'sách địa chí Lai Châu'],
      ['other marks than the page has', 'dìa chi', 'sách địa chí'],
      ['a hyphen on the page', 'lai chau', 'tỉnh Lai-Châu'],
      ['a hyphen in the query', 'Lai-Châu', 'tỉnh Lai Châu'],
      ['over the end of a line', '"địa chí"', 'sách địa\nchí'],
      ["the apostrophe of H'Mông", "H'Mông", 'người H’Mông'],
      ['numbers', '1954', 'ngày 7/5/1954'],
      ['a date as written', '7/5/1954', 'ngày 7/5/1954'],
      ['French', 'francais', 'en français, à l’école'],
      ['French after an elision', 'indochine', 'l’Indochine'],
      ['Chinese characters', '漢喃', '研究漢喃院'],
    ])('%s', async (_, text, onPage) => {
      const index = await indexOf(onPage, 'một trang hoàn toàn khác, số 77');

      expect(idsOf(await index.search({ text }))).toEqual(new Set([id(0)]));
    });

    test('a word is not found inside another', async () => {
      const index = await indexOf('chính sách', 'chín', 'chi');

      expect(idsOf(await index.search({ text: 'chi' }))).toEqual(new Set([id(2)]));
    });

    test('all words must be there, on one page or in the record', async () => {
      const index = await openIndex();
      await index.put(book(1), [page(0, 'sông Nậm Na'), page(1, 'núi Pu Ta Leng')]);
      await index.put(book(2), [page(0, 'núi ở bên sông')]);

      expect(idsOf(await index.search({ text: 'núi sông' }))).toEqual(new Set([id(2)]));
    });

    test('pages with exactly the tones sought come first', async () => {
      const index = await indexOf('hỏi địa chỉ nhà', 'dìa chi nhánh', 'sách địa chí', 'đĩa chì', 'xem địa chí');

      const found = (await index.search({ text: 'địa chí' })).hits.map((hit) => hit.documentId);

      expect(found).toHaveLength(5);
      expect(new Set(found.slice(0, 2))).toEqual(new Set([id(2), id(4)]));
      expect((await index.search({ text: 'địa chỉ' })).hits[0]?.documentId).toBe(id(0));
    });

    test('exactly the tones sought come first among one document’s pages, and with one word', async () => {
      const index = await openIndex();
      await index.put(book(1), [page(0, 'ma'), page(1, 'má má má'), page(2, 'mạ'), page(3, 'mà mà mà')]);

      expect((await index.search({ text: 'mạ' })).hits[0]?.pages[0]?.page).toBe(2);
    });

    test('the tones sought come first in whichever place the page puts them', async () => {
      const index = await indexOf('khoe sức', 'khóe mắt', 'sức khỏe', 'sức khoẻ');

      const found = (await index.search({ text: 'khoẻ' })).hits.map((hit) => hit.documentId);

      expect(found).toHaveLength(4);
      expect(new Set(found.slice(0, 2))).toEqual(new Set([id(2), id(3)]));
    });

    test('words that stand together as typed come before words that are scattered', async () => {
      const far = 'một đoạn văn dài nói về nhiều việc khác nhau ở trong vùng này, từ năm này sang năm khác, ';
      const index = await indexOf(`chí ${far} địa`, `địa ${far} chí`, `${far} địa chí ${far}`, `chí địa ${far}`);

      expect((await index.search({ text: 'địa chí' })).hits[0]?.documentId).toBe(id(2));
      expect((await index.search({ text: 'dia chi' })).hits[0]?.documentId).toBe(id(2));
    });

    test('quotes mean a phrase', async () => {
      const index = await indexOf('chí và địa', 'địa và chí', 'sách địa chí tỉnh', 'số địa chỉ');

      for (const text of ['"địa chí"', '“địa chí”', '«dia chi»', '"địa chí']) {
        expect(idsOf(await index.search({ text }))).toEqual(new Set([id(2), id(3)]));
      }
      expect((await index.search({ text: '"địa chí"' })).hits[0]?.documentId).toBe(id(2));
      expect(idsOf(await index.search({ text: '"địa chí" tỉnh' }))).toEqual(new Set([id(2)]));
      expect((await index.search({ text: '"chí tỉnh nhà"' })).total).toBe(0);
    });

    test.each([
      ['a letter too many', 'nghuyen'],
      ['a letter too few', 'nguyn'],
      ['a wrong letter', 'nguyrn'],
      ['two letters swapped', 'ngyuen'],
    ])('a typing error in a longer word still finds: %s', async (_, text) => {
      const index = await indexOf('vua Nguyễn Huệ', 'người khác');

      expect(idsOf(await index.search({ text }))).toEqual(new Set([id(0)]));
    });

    test('what was put in place of a typing error is told, and its hits are marked', async () => {
      const index = await indexOf('vua Nguyễn Huệ');

      const result = await index.search({ text: 'nghuyễn huệ' });

      expect(result.corrections.map(({ typed }) => typed)).toEqual(['nghuyễn']);
      expect(result.corrections[0]?.meant.toLowerCase()).toMatch(/^nguy(ễ|e)n$/);
      expect(hitWords(result.hits[0]?.pages[0])).toEqual(['Nguyễn', 'Huệ']);
      expect((await index.search({ text: 'nguyễn huệ' })).corrections).toEqual([]);
    });

    test('a word as typed comes before words one letter away', async () => {
      const index = await indexOf('thương thương thương', 'trương', 'phương', 'trường trường');

      expect((await index.search({ text: 'trương' })).hits[0]?.documentId).toBe(id(1));
    });

    test('short words and phrases are taken as they are', async () => {
      const index = await indexOf('chú ở chợ', 'vua Nguyễn Huệ');

      expect((await index.search({ text: 'che' })).total).toBe(0);
      expect((await index.search({ text: '"nghuyễn huệ"' })).total).toBe(0);
    });

    test('while typing, the start of the last word is enough', async () => {
      const index = await indexOf('tỉnh Lai Châu', 'chính quyền Lào Cai');

      expect(idsOf(await index.search({ text: 'lai ch', isTyping: true }))).toEqual(new Set([id(0)]));
      expect(idsOf(await index.search({ text: '"lai ch', isTyping: true }))).toEqual(new Set([id(0)]));
      expect(idsOf(await index.search({ text: 'châ', isTyping: true }))).toEqual(ids(0));
      expect(idsOf(await index.search({ text: 'quy', isTyping: true }))).toEqual(new Set([id(1)]));
      expect((await index.search({ text: 'la chau', isTyping: true })).total).toBe(0);
    });

    test.each(['lai ch', 'Triể', '"lai ch', 'chính quy'])(
      'where whole words find nothing, %s finds what goes on so, and the start of the word is told',
      async (text) => {
        const index = await indexOf('tỉnh Lai Châu', 'chính quyền triển khai ở Lào Cai');

        const { total, hits, wordStart } = await index.search({ text });
        const inside = await index.searchInDocument(hits[0]?.documentId ?? id(9), text, { offset: 0, limit: 9 });

        const begun = text.split(' ').at(-1);
        expect([total, wordStart]).toEqual([1, begun]);
        expect(hitWords(hits[0]?.pages[0]).at(-1)?.toLowerCase()).toMatch(/^(châu|triển|quyền)$/);
        expect(inside).toMatchObject({ total: 1, wordStart: begun });
        expect(inside.pages[0]?.snippet).toEqual(hits[0]?.pages[0]?.snippet);
      },
    );

    test('titles too are found by the start of their last word, when whole words find nothing', async () => {
      const index = await openIndex();
      await index.put(book(1, { title: 'Thư viện tỉnh' }), []);

      expect(await index.search({ text: 'thu vie' })).toMatchObject({ total: 1, wordStart: 'vie' });
    });

    test('where whole words find something, nothing is found by their start', async () => {
      const index = await indexOf('chi tiết', 'chính sách', 'chín');

      const result = await index.search({ text: 'chi' });

      expect([idsOf(result), result.wordStart]).toEqual([ids(0), null]);
      expect(await index.searchInDocument(id(0), 'chi', { offset: 0, limit: 9 })).toMatchObject({ wordStart: null });
      expect((await index.search({ text: '' })).wordStart).toBeNull();
    });

    test.each(['"lai ch"', 'lai c', 'la chau', 'ch lai', 'lai ch !'])(
      'neither a closed quote, one letter, a word before the last nor one that is ended is a start: %s',
      async (text) => {
        const index = await indexOf('tỉnh Lai Châu');

        expect(await index.search({ text })).toMatchObject({ total: 0, wordStart: null });
      },
    );
  });

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

  describe('suggestions', () => {
    test('words go on in their own spelling, most frequent first', async () => {
      const index = await indexOf('địa chí, địa bàn', 'địa chí và địa chỉ', 'địa chí', 'dĩa');

      expect((await index.suggest('di', 10))[0]?.toLowerCase()).toBe('địa');
      const further = (await index.suggest('dia ch', 10)).map((words) => words.toLowerCase());
      expect(further.slice(0, 2)).toEqual(['địa chí', 'địa chỉ']);
      expect(further.every((words) => words.startsWith('địa ch'))).toBe(true);
      expect((await index.suggest('địa b', 10)).map((words) => words.toLowerCase())).toEqual(['địa bàn']);
    });

    test('titles are suggested whole', async () => {
      const index = await openIndex();
      await index.put(book(1, { title: 'Phong tục người Lự ở Lai Châu' }), []);

      expect(await index.suggest('phong tuc ng', 5)).toContain('Phong tục người Lự ở Lai Châu');
      expect(await index.suggest('nguoi lu', 5)).not.toContain('Phong tục người Lự ở Lai Châu');
    });

    test('no more are given than asked for, and none for nothing', async () => {
      const index = await indexOf('ba bà bá bả bã bạ bơ bờ bớ bở bỡ bợ');

      expect(await index.suggest('b', 3)).toHaveLength(3);
      for (const start of ['', '  ', '!!', '"', 'a'.repeat(10_000), '\u0000', 'địa OR *']) {
        expect(await index.suggest(start, 5)).toEqual([]);
      }
    });
  });

  describe('whatever is typed', () => {
    test.each(['!!!', '"', '“”', '* - + ^', '\u0000\u0007', '\ud800', '()', '—'])(
      'there is nothing to look for in %j',
      async (text) => {
        const index = await indexOf('địa chí');

        await expect(index.search({ text })).rejects.toMatchObject(badQuery);
      },
    );

    test.each([
      ['ten thousand letters', 'a'.repeat(10_000)],
      ['ten thousand words', 'địa '.repeat(10_000)],
      ['ten thousand quotes', '"a'.repeat(10_000)],
    ])('%s are too long', async (_, text) => {
      const index = await indexOf('địa chí');

      await expect(index.search({ text })).rejects.toMatchObject(badQuery);
    });

    test.each([
      'địa" AND chí',
      '"địa chí" OR',
      'NOT địa',
      'NEAR(địa chí, 2)',
      'địa*',
      '*địa',
      '^địa',
      'words:địa',
      '-địa',
      '{folded} : địa',
      "địa'; DROP TABLE documents; --",
      'địa\u0000chí',
      'đ\u0301\u0301\u0301ịa',
      '(((địa',
      'địa = "x" OR 1=1',
      '\\"địa\\',
      '%địa_',
      'địa\ud800',
      '<b>địa</b>',
    ])('%j is only words', async (text) => {
      const index = await indexOf('địa chí', 'x y z');

      const result = await index.search({ text });
      await index.search({ text, isTyping: true });
      await index.suggest(text, 5);

      expect(result.total).toBeLessThanOrEqual(1);
    });

    test('what is on a page or in a record is only text, whatever signs are in it', async () => {
      const index = await openIndex();
      const odd = `<b>muối</b> "mặn" \u0000 ' OR NEAR ${'\ud800'} 𡨸 ${'x'.repeat(5_000)} */ %s`;
      await index.put(book(1, { title: `Sách "lạ" <i>` }), [page(0, odd, '"iv"')]);

      expect((await index.search({ text: 'muối mặn' })).hits[0]?.pages[0]).toMatchObject({ page: 0, label: '"iv"' });
      expect((await index.search({ text: 'sách lạ' })).total).toBe(1);
      expect((await index.search({ text: '𡨸' })).total).toBe(1);
    });
  });

  /** Five documents that differ in everything that can be filtered; each has “muối” on its one page. */
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
}

const badQuery = { kind: 'invalid', code: 'search.bad-query' };

const id = (place: number): DocumentId => parseDocumentId(`document${String(place).padStart(8, '0')}`);
const ids = (...places: readonly number[]) => new Set(places.map(id));
const idsOf = (result: SearchResult) => new Set(result.hits.map((hit) => hit.documentId));

function book(place: number, record: Readonly<Record<string, unknown>> = {}): IndexedDocument {
  const parsed: DocumentRecord = parseRecord({ title: 'Không đề', library: 'tinh', ...record });
  return { id: id(place), record: parsed, receivedAt: new Date(Date.UTC(2026, 0, 1 + place)).toISOString() };
}

const page = (place: number, text: string, label = String(place + 1)): IndexedPage => ({ page: place, label, text });

async function* manyPages(count: number): AsyncGenerator<IndexedPage> {
  for (let place = 0; place < count; place += 1) yield page(place, `đây là trang số${place} của một cuốn sách dày`);
}

const hitWords = (found: Pick<PageHit, 'snippet'> | undefined): readonly string[] =>
  (found?.snippet ?? []).filter((part: SnippetPart) => part.isHit).flatMap((part) => part.text.split(/\s+/));

async function listOf(index: SearchIndex): Promise<readonly DocumentId[]> {
  const listed: DocumentId[] = [];
  for await (const document of index.documents()) listed.push(document);
  return listed;
}

const asMap = <Value>(values: readonly { readonly value: Value; readonly count: number }[]) =>
  new Map(values.map(({ value, count }) => [value, count]));
