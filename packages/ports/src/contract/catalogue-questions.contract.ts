import { describe, expect, test } from 'vitest';
import type { CatalogueQuestion, QuestionField } from '../catalogue-question.ts';
import type { SearchIndex } from '../search-index.ts';
import { badQuery, book, id, page, type SampleIndexes } from './sample-indexes.ts';

/** How other catalogues are answered: exactly, by field, with and, or and not. */
export function catalogueQuestionsContract({ openIndex }: SampleIndexes): void {
  const catalogue = async (): Promise<SearchIndex> => {
    const index = await openIndex();
    const records: readonly Record<string, unknown>[] = [
      {
        title: 'Địa chí Mường Thanh',
        englishTitle: 'A gazetteer',
        creators: [{ name: 'Nguyễn Văn Đậu', part: 'author' }],
        subjects: ['Nông nghiệp', 'Lịch sử'],
        places: ['Mường Thanh'],
        summary: 'Về lòng chảo',
        publisher: 'Nhà in Tây Bắc',
        series: 'Tư liệu, tập 3',
        callNumber: 'ĐC.12',
        date: '1954',
        kind: 'book',
      },
      { title: 'Bản đồ sông Đà', creators: [{ name: 'Lò Thị Pánh', part: 'cartographer' }], date: '195X', kind: 'map' },
      { title: 'Nguyễn Du', subjects: ['nông nghiệp'], date: '1970/1975', kind: 'book', library: 'muong-te' },
      { title: 'Không ngày', collection: 'Sông Đà' },
    ];
    const texts = ['đường muối trên núi', 'sông Đà chảy', 'lúa nương và muối', 'trang trắng'];
    for (const [place, record] of records.entries()) {
      await index.put(book(place + 1, record), [page(0, texts[place] ?? '')]);
    }
    return index;
  };
  const words = (text: string, field: QuestionField = 'anything', more: object = {}): CatalogueQuestion => ({
    kind: 'words',
    field,
    text,
    relation: 'all',
    isBegun: false,
    ...more,
  });
  const found = async (index: SearchIndex, question: CatalogueQuestion) =>
    new Set((await index.find(question, { offset: 0, limit: 100 })).ids);
  const these = (...places: readonly number[]) => new Set(places.map(id));

  describe("a catalogue's question", () => {
    test('asks a field of the record, with or without tone marks', async () => {
      const index = await catalogue();

      expect(await found(index, words('nguyen', 'creator'))).toEqual(these(1));
      expect(await found(index, words('nguyễn', 'title'))).toEqual(these(3));
      expect(await found(index, words('nong nghiep', 'subject'))).toEqual(these(1, 3));
      expect(await found(index, words('muong thanh', 'place'))).toEqual(these(1));
      expect(await found(index, words('lòng chảo', 'summary'))).toEqual(these(1));
      expect(await found(index, words('tây bắc', 'publisher'))).toEqual(these(1));
      expect(await found(index, words('sông đà', 'series'))).toEqual(these(4));
      expect(await found(index, words('ĐC.12', 'number'))).toEqual(these(1));
      expect(await found(index, words('gazetteer', 'title'))).toEqual(these(1));
      expect(await found(index, words('muối', 'title'))).toEqual(these());
    });

    test('asks pages, or pages and records', async () => {
      const index = await catalogue();

      expect(await found(index, words('sông đà', 'text'))).toEqual(these(2));
      expect(await found(index, words('sông đà'))).toEqual(these(2, 4));
      expect(await found(index, words('lò thị pánh'))).toEqual(these(2));
    });

    test('words are wanted all, any, or side by side', async () => {
      const index = await catalogue();

      expect(await found(index, words('muối đường', 'text'))).toEqual(these(1));
      expect(await found(index, words('muối chảy', 'text', { relation: 'any' }))).toEqual(these(1, 2, 3));
      expect(await found(index, words('đường muối', 'text', { relation: 'side-by-side' }))).toEqual(these(1));
      expect(await found(index, words('muối đường', 'text', { relation: 'side-by-side' }))).toEqual(these());
      expect(await found(index, words('thanh địa', 'title', { relation: 'side-by-side' }))).toEqual(these());
    });

    test('a word may be begun, and otherwise is meant whole', async () => {
      const index = await catalogue();

      expect(await found(index, words('ngu', 'title', { isBegun: true }))).toEqual(these(3));
      expect(await found(index, words('ngu', 'title'))).toEqual(these());
      expect(await found(index, words('dia ch', 'title', { relation: 'side-by-side', isBegun: true }))).toEqual(
        these(1),
      );
    });

    test('and, or and not are exact', async () => {
      const index = await catalogue();
      const [salt, farming] = [words('muối', 'text'), words('nông nghiệp', 'subject')];
      const map: CatalogueQuestion = { kind: 'values', filter: { kinds: ['map'] } };
      const both = (kind: 'and' | 'or' | 'not', left: CatalogueQuestion, right: CatalogueQuestion) =>
        found(index, { kind, left, right });

      expect(await both('and', salt, farming)).toEqual(these(1, 3));
      expect(await both('and', salt, { kind: 'values', filter: { libraries: ['muong-te'] as never } })).toEqual(
        these(3),
      );
      expect(await both('or', words('chảy', 'text'), words('đậu', 'creator'))).toEqual(these(1, 2));
      expect(await both('or', map, salt)).toEqual(these(1, 2, 3));
      expect(await both('not', { kind: 'everything' }, salt)).toEqual(these(2, 4));
      expect(await both('not', salt, words('nguyễn', 'creator'))).toEqual(these(3));
      expect(await both('not', { kind: 'everything' }, map)).toEqual(these(1, 3, 4));
    });

    test('an entry of a list is told from those with other marks, whatever its capitals', async () => {
      const index = await catalogue();
      const entry = (term: string, list: 'title' | 'creator' | 'subject' = 'subject') =>
        found(index, { kind: 'entry', list, term });
      const [farming, map]: CatalogueQuestion[] = [
        { kind: 'entry', list: 'subject', term: 'Nông nghiệp' },
        { kind: 'values', filter: { kinds: ['map'] } },
      ];

      expect(await entry('NÔNG NGHIỆP')).toEqual(these(1, 3));
      expect(await entry('Nong nghiep')).toEqual(these());
      expect(await entry('nghiệp')).toEqual(these());
      expect(await entry('…')).toEqual(these());
      expect(await entry('nguyễn văn đậu', 'creator')).toEqual(these(1));
      expect(await entry('Nguyễn Du', 'title')).toEqual(these(3));
      expect(
        await found(index, { kind: 'and', left: farming as CatalogueQuestion, right: words('muối', 'text') }),
      ).toEqual(these(1, 3));
      expect(await found(index, { kind: 'not', left: farming as CatalogueQuestion, right: words('đường') })).toEqual(
        these(3),
      );
      expect(
        await found(index, { kind: 'or', left: farming as CatalogueQuestion, right: map as CatalogueQuestion }),
      ).toEqual(these(1, 2, 3));
      await index.remove(id(1));
      expect(await entry('Nông nghiệp')).toEqual(these(3));
    });

    test('years that a date may fall in count, and documents have their ids', async () => {
      const index = await catalogue();

      expect(await found(index, { kind: 'years', from: 1954, to: 1954 })).toEqual(these(1, 2));
      expect(await found(index, { kind: 'years', from: 1960, to: null })).toEqual(these(3));
      expect(await found(index, { kind: 'years', from: null, to: 1953 })).toEqual(these(2));
      expect(await found(index, { kind: 'document', id: id(4) })).toEqual(these(4));
      expect(await found(index, { kind: 'document', id: id(9) })).toEqual(these());
    });

    test('is answered a stretch at a time, in the order asked for, and counted', async () => {
      const index = await catalogue();
      const ask = (order: 'received' | 'newest' | 'oldest', offset = 0, limit = 10) =>
        index.find({ kind: 'everything' }, { order, offset, limit });

      expect((await ask('received')).ids).toEqual([4, 3, 2, 1].map(id));
      expect((await ask('newest')).ids).toEqual([3, 2, 1, 4].map(id));
      expect((await ask('oldest')).ids).toEqual([2, 1, 3, 4].map(id));
      expect(await ask('received', 1, 2)).toEqual({ total: 4, ids: [3, 2].map(id) });
      expect(await ask('received', 9, 2)).toEqual({ total: 4, ids: [] });
      const salt = { kind: 'or', left: words('muối', 'text'), right: words('sông', 'text') } as const;
      expect(await index.find(salt, { order: 'oldest', offset: 0, limit: 2 })).toEqual({
        total: 3,
        ids: [2, 1].map(id),
      });
    });

    test('fails when there is no word in it', async () => {
      const index = await catalogue();

      await expect(index.find(words('…'), { offset: 0, limit: 1 })).rejects.toMatchObject(badQuery);
    });

    test('what was taken out is not found', async () => {
      const index = await catalogue();
      await index.remove(id(1));

      expect(await found(index, words('nông nghiệp', 'subject'))).toEqual(these(3));
    });
  });

  describe('lists to leaf through', () => {
    test('begin anywhere in the alphabet, without regard to marks', async () => {
      const index = await catalogue();

      const { before, after } = await index.terms('title', 'đ', { before: 1, after: 2 });

      expect(before).toEqual([{ term: 'Bản đồ sông Đà', documents: 1 }]);
      expect(after.map(({ term }) => term)).toEqual(['Địa chí Mường Thanh', 'Không ngày']);
    });

    test('have an entry for each word with other marks, one after the other, and none for other capitals', async () => {
      const index = await openIndex();
      for (const [place, subject] of ['Đạo', 'Đào', 'Dao', 'Dân', 'đào', 'Đồ', 'Lúa hoà', 'Lúa hòa'].entries()) {
        await index.put(book(place + 1, { title: 'Sách', subjects: [subject] }), [page(0, 'chữ')]);
      }
      const from = async (start: string, before = 0, after = 4) => index.terms('subject', start, { before, after });
      const all = (await from('d', 0, 9)).after.map(({ term, documents }) => `${term.toLowerCase()} ${documents}`);

      expect(all.slice(0, 5)).toEqual(['dân 1', 'dao 1', 'đào 2', 'đạo 1', 'đồ 1']);
      expect(all.slice(5)).toEqual([expect.stringMatching(/^lúa h(?:oà|òa) 2$/)]);
      expect((await from('dao')).after[0]).toEqual({ term: 'Dao', documents: 1 });
      expect((await from('đạo', 2)).after[0]).toEqual({ term: 'Đạo', documents: 1 });
      expect((await from('đạo', 1)).before[0]?.term.toLowerCase()).toBe('đào');
    });

    test('count documents, in whatever capitals, and only those that are there', async () => {
      const index = await catalogue();
      const subjects = async () => (await index.terms('subject', '', { before: 5, after: 5 })).after;

      expect((await subjects()).map(({ documents }) => documents)).toEqual([1, 2]);
      await index.put(book(3, { title: 'Khác', subjects: [] }), [page(0, 'khác')]);
      expect(await subjects()).toEqual([
        { term: 'Lịch sử', documents: 1 },
        { term: 'Nông nghiệp', documents: 1 },
      ]);
      await index.remove(id(1));
      expect(await subjects()).toEqual([]);
    });

    test('are those of creators and of years, too', async () => {
      const index = await catalogue();

      expect((await index.terms('creator', 'n', { before: 1, after: 1 })).after).toEqual([
        { term: 'Nguyễn Văn Đậu', documents: 1 },
      ]);
      expect((await index.terms('year', '1951', { before: 5, after: 5 })).after.map(({ term }) => term)).toEqual([
        '1954',
        '1970',
      ]);
    });
  });
}
