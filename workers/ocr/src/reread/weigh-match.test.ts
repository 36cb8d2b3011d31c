import type { Word } from '@diachi/page-text';
import { expect, test } from 'vitest';
import { weighMatch } from './weigh-match.ts';

const read = (...words: readonly (readonly [string, number])[]): readonly Word[] =>
  words.map(([text, confidence], place) => ({
    text,
    confidence,
    box: { x: place * 50, y: 0, width: 40, height: 20 },
    line: 3,
    block: 1,
  }));

const texts = (words: readonly Word[]) => words.map(({ text }) => text);

test('a possible syllable of which the engine is sure takes the place of an impossible one', () => {
  const [word] = weighMatch({ first: read(['eũ', 0.5]), again: read(['cũ', 0.95]) }, 1);

  expect(word).toMatchObject({ text: 'cũ', reader: 1, change: { from: 'eũ', why: 'reread' } });
  expect(word?.change?.probability).toBeGreaterThan(0.9);
});

test('a possible syllable stays when the second reading makes an impossible one of it', () => {
  expect(texts(weighMatch({ first: read(['người', 0.7]), again: read(['pgười', 0.9]) }, 0))).toEqual(['người']);
});

test('the same word but for its tone is changed only by a reading that is much surer', () => {
  const first = read(['chi', 0.8]);

  expect(texts(weighMatch({ first, again: read(['chỉ', 0.82]) }, 0))).toEqual(['chi']);
  expect(texts(weighMatch({ first: read(['chi', 0.4]), again: read(['chỉ', 0.97]) }, 0))).toEqual(['chỉ']);
});

test('a number does not lose its comma to a reading that is as sure', () => {
  expect(texts(weighMatch({ first: read(['555,8', 0.89]), again: read(['5558', 0.9]) }, 0))).toEqual(['555,8']);
});

test('a word that both read alike stays as it is, and is as sure as the surer reading', () => {
  expect(weighMatch({ first: read(['hạt', 0.6]), again: read(['hạt', 0.95]) }, 0)).toEqual(read(['hạt', 0.95]));
});

test('no word is lost where the second reading has nothing', () => {
  const first = read(['mờ', 0.1]);

  expect(weighMatch({ first, again: [] }, 0)).toEqual(first);
});

test('a word only the second reading has is added when the engine is sure of it, and rubbish is not', () => {
  expect(weighMatch({ first: [], again: read(['Khánh', 0.95]) }, 2)).toMatchObject([
    { text: 'Khánh', reader: 2, change: { from: '', why: 'reread', probability: 0.95 } },
  ]);
  expect(weighMatch({ first: [], again: read(['|"', 0.9], ['Dh', 0.1]) }, 2)).toEqual([]);
});

test('what was joined and is divided now keeps what it was with its first part', () => {
  const words = weighMatch({ first: read(['Diệntích', 0.4]), again: read(['Diện', 0.96], ['tích', 0.96]) }, 0);

  expect(words.map(({ text, change }) => [text, change?.from])).toEqual([
    ['Diện', 'Diệntích'],
    ['tích', ''],
  ]);
  expect(words.every(({ line, block }) => line === 3 && block === 1)).toBe(true);
});
