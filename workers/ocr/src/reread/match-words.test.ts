import type { Word } from '@diachi/page-text';
import { expect, test } from 'vitest';
import { matchWords } from './match-words.ts';

const word = (text: string, x: number, width: number): Word => ({
  text,
  confidence: 0.9,
  box: { x, y: 0, width, height: 20 },
  line: 0,
  block: 0,
});

const told = (first: readonly Word[], again: readonly Word[]) =>
  matchWords(first, again).map((match) => [texts(match.first), texts(match.again)]);

const texts = (words: readonly Word[]) => words.map(({ text }) => text).join(' ');

test('words in the same place are one word, read twice', () => {
  expect(told([word('kho', 0, 30), word('đja', 40, 30)], [word('kho', 2, 30), word('địa', 41, 28)])).toEqual([
    ['kho', 'kho'],
    ['đja', 'địa'],
  ]);
});

test('words that one reading joined and the other divided stand against each other together', () => {
  expect(
    told(
      [word('Diệntích', 0, 80), word('ha', 90, 20)],
      [word('Diện', 0, 38), word('tích', 44, 36), word('ha', 90, 20)],
    ),
  ).toEqual([
    ['Diệntích', 'Diện tích'],
    ['ha', 'ha'],
  ]);
});

test('a word only one reading has stands alone, in its place', () => {
  expect(told([word('một', 0, 30), word('ba', 80, 20)], [word('một', 0, 30), word('hai', 40, 30)])).toEqual([
    ['một', 'một'],
    ['', 'hai'],
    ['ba', ''],
  ]);
});

test('words that only touch are not the same', () => {
  expect(told([word('an', 0, 30)], [word('ninh', 28, 40)])).toEqual([
    ['an', ''],
    ['', 'ninh'],
  ]);
});
