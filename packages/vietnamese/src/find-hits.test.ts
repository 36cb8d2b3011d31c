import { expect, test } from 'vitest';
import { findHits, type HitOptions } from './find-hits.ts';
import { parseQuery } from './parse-query.ts';

const marked = (page: string, query: string, options?: HitOptions) => {
  const words = page.split(' ');
  return findHits(words, parseQuery(query), options).map((index) => words[index]);
};

test.each([
  ['words are found without their marks', 'tỉnh Lai Châu, năm', 'lai chau', ['Lai', 'Châu,']],
  ['words are found with other marks', 'địa chỉ dìa', 'địa chí', ['địa', 'chỉ']],
  ['one word is marked wherever it stands', 'châu Á và Lai Châu', 'châu', ['châu', 'Châu']],
  ['words that stand together hide those that stray', 'chi tiết, địa chí, chi', 'dia chi', ['địa', 'chí,']],
  ['words that never stand together are marked one by one', 'chi tiết của địa bàn', 'dia chi', ['chi', 'địa']],
  [
    'a longer query is marked by its parts',
    'sách địa chí tỉnh Lai Châu',
    'dia chi lai chau',
    ['địa', 'chí', 'Lai', 'Châu'],
  ],
  ['a phrase is marked only as a phrase', 'chí, địa chí, địa', '"dia chi"', ['địa', 'chí,']],
  ['a phrase may cross a hyphen', 'ở Lai-Châu xưa', '"lai chau"', ['Lai-Châu']],
  ['a phrase may repeat its words', 'dần dần dần', '"dan dan"', ['dần', 'dần', 'dần']],
  ['a phrase that is not there marks nothing', 'địa và chí', '"dia chi"', []],
  ['punctuation alone is never marked', '. , địa', '"!" địa', ['địa']],
  ['part of a word is no hit', 'chính', 'chi', []],
])('%s', (_, page, query, expected) => {
  expect(marked(page, query)).toEqual(expected);
});

test('while typing, the start of the last word is enough', () => {
  expect(marked('tỉnh Lai Châu', 'lai ch', { isTyping: true })).toEqual(['Lai', 'Châu']);
  expect(marked('tỉnh Lai Châu', 'lai ch')).toEqual(['Lai']);
  expect(marked('tỉnh Lai Châu', 'la chau', { isTyping: true })).toEqual(['Châu']);
  expect(marked('tỉnh Lai Châu', 'lai ch ', { isTyping: true })).toEqual(['Lai']);
});

test('words meant in place of the one typed are marked, but not inside a phrase', () => {
  const corrections = [
    { typed: 'trưong', meant: 'trường' },
    { typed: 'nghuyen', meant: 'nguyên' },
    { typed: 'nghuyen', meant: 'Nguyễn' },
  ];

  expect(marked('họ Nguyễn ở Tây Nguyên', 'nghuyen', { corrections })).toEqual(['Nguyễn', 'Nguyên']);
  expect(marked('họ Nguyễn', '"nghuyen"', { corrections })).toEqual([]);
});

test('a query that cannot be used marks nothing', () => {
  expect(marked('địa chí', 'a'.repeat(1_000))).toEqual([]);
});
