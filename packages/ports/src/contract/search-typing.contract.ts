import { describe, expect, test } from 'vitest';
import { badQuery, book, page, type SampleIndexes } from './sample-indexes.ts';

/** What is suggested while somebody types, and what whatever is typed does. */
export function searchTypingContract({ openIndex, indexOf }: SampleIndexes): void {
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
}
