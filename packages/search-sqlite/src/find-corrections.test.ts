import { parseQuery } from '@diachi/vietnamese';
import { expect, test } from 'vitest';
import { findCorrections } from './find-corrections.ts';

const written = {
  nguyen: 4_000,
  nguye: 2,
  truong: 900,
  thuong: 800,
  chuong: 700,
  phuong: 600,
  huong: 500,
  dung: 50,
  ngheu: 7,
};

const meant = (text: string, more: Readonly<Record<string, number>> = {}, isTyping = false) => {
  const words = new Map(Object.entries({ ...written, ...more }));
  const vocabulary = {
    pagesWith: (folded: string) => words.get(folded) ?? 0,
    commonestSpelling: (folded: string) => `${folded}!`,
  };
  return findCorrections(vocabulary, parseQuery(text), isTyping).map((correction) => correction.meant);
};

test('a word nobody wrote is taken for its commonest neighbours, in their own spelling', () => {
  expect(meant('nguyenn')).toEqual(['nguyen!']);
  expect(meant('kruong')).toEqual(['truong!']);
  expect(meant('nhuong')).toEqual(['thuong!', 'chuong!', 'phuong!']);
});

test('a word that was written is taken as it is, however many neighbours it has', () => {
  expect(meant('trương')).toEqual([]);
  expect(meant('nghêu')).toEqual([]);
});

test('a word on a page or two that has a far commoner neighbour was most likely misread there', () => {
  expect(meant('nguye')).toEqual(['nguyen!']);
  expect(meant('nguye', { nguyen: 900 })).toEqual([]);
});

test('neighbours that are mistakes themselves are not offered', () => {
  expect(meant('nguyem', { nguyet: 1 })).toEqual(['nguyen!']);
});

test('short words, numbers, phrases and a word still being typed are taken as they are', () => {
  expect(meant('dunk 19545 "nguyenn" ')).toEqual([]);
  expect(meant('nguyenn', {}, true)).toEqual([]);
});
