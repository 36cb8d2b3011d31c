import { describe, expect, test } from 'vitest';
import { book, hitWords, id, ids, idsOf, page, type SampleIndexes } from './sample-indexes.ts';

/** How words, tones, phrases and mistakes are found. */
export function searchWordsContract({ openIndex, indexOf }: SampleIndexes): void {
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

    test('every word of a long sentence must be there', async () => {
      const sentence = 'ngày xưa ở bản Mường có người đi rừng gặp con hổ vằn nằm ngủ dưới gốc cây đa lớn';
      const index = await indexOf(`${sentence} bên suối`, sentence.replace('gốc', ''), sentence.replace('ngày', ''));

      expect(idsOf(await index.search({ text: sentence }))).toEqual(ids(0));
      expect(await index.searchInDocument(id(0), sentence, { offset: 0, limit: 9 })).toMatchObject({ total: 1 });
      expect(idsOf(await index.search({ text: `${sentence} su`, isTyping: true }))).toEqual(ids(0));
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
}
