import { expect, test } from 'vitest';
import { isSyllable } from '../syllable.ts';
import { propose } from './propose.ts';

test.each([
  ['đuợc', 'được'],
  ['ngưòi', 'người'],
  ['tóan', 'toán'],
  ['nghlên', 'nghiên'],
  ['cliện', 'diện'],
  ['phưong', 'phương'],
  ['l0ng', 'long'],
  ['truờng', 'trường'],
  ['hlện', 'hiện'],
  ['ẩp', 'ấp'],
  ['HUYẺN', 'huyện'],
  ['cẩu', 'cầu'],
])('near %s lies %s', (read, meant) => {
  expect(
    propose(read)
      .slice(0, 8)
      .map(({ text }) => text),
  ).toContain(meant);
});

test('what is proposed is possible, is not the word itself, and comes cheapest first', () => {
  for (const read of ['đuợc', 'huyên', 'Ià', 'oan', 'q']) {
    const proposals = propose(read);
    const costs = proposals.map(({ cost }) => cost);

    expect(proposals.every(({ text }) => isSyllable(text) && text !== read)).toBe(true);
    expect(costs).toEqual(costs.toSorted((one, other) => one - other));
  }
});

test('to what is far from every syllable nothing is proposed', () => {
  expect(propose('Indochine')).toEqual([]);
  expect(propose('xxxxxx')).toEqual([]);
  expect(propose('')).toEqual([]);
  expect(propose('漢字')).toEqual([]);
  expect(propose('a'.repeat(100_000))).toEqual([]);
});
