import { expect, test } from 'vitest';
import { matchWords } from './match-words.ts';

const words = (text: string) => text.split(' ');

test('a misread word stands for the one between its neighbours', () => {
  expect(matchWords(words('địa chí Lai Châu'), words('địa chỉ Lai Châu'))).toEqual([0, 1, 2, 3]);
});

test('a word that was made up stands for none', () => {
  expect(matchWords(words('địa chí'), words('~ địa chí'))).toEqual([null, 0, 1]);
});

test('a column that was read too early keeps its words', () => {
  expect(matchWords(words('một hai ba bốn'), words('ba bốn một hai')).toSorted()).toEqual([0, 1, 2, 3]);
});
