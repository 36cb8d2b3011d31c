import type { Word } from '@diachi/page-text';
import { expect, test } from 'vitest';
import { doubtfulStretches } from './doubtful-stretches.ts';

/** Five letters each, ten to a line. */
const words = Array.from(
  { length: 30 },
  (_, place): Word => ({
    text: `từ${String(place).padStart(3, '0')}`,
    confidence: 0.9,
    box: { x: (place % 10) * 60, y: Math.floor(place / 10) * 40, width: 50, height: 30 },
    line: Math.floor(place / 10),
    block: 0,
  }),
);
const doubtsAt = (...doubtful: readonly (readonly [number, number])[]) =>
  words.map((_, place) => doubtful.find(([at]) => at === place)?.[1] ?? 0.01);
const read = (doubts: readonly number[], letters: number) =>
  doubtfulStretches(words, doubts, letters).map((stretch) => stretch.words.map(({ text }) => Number(text.slice(2))));

test('a doubtful word is read again with its neighbours', () => {
  expect(read(doubtsAt([4, 0.5]), 1_000)).toEqual([[3, 4, 5]]);
});

test('doubtful words close together are one stretch, and no stretch reaches over the end of a line', () => {
  expect(read(doubtsAt([4, 0.5], [6, 0.5]), 1_000)).toEqual([[3, 4, 5, 6, 7]]);
  expect(read(doubtsAt([9, 0.5]), 1_000)).toEqual([[8, 9]]);
});

test('the most doubtful come first, and what there is no time for is left', () => {
  expect(read(doubtsAt([4, 0.2], [14, 0.8], [24, 0.5]), 35)).toEqual([
    [13, 14, 15],
    [23, 24, 25],
  ]);
});

test('where nothing is doubtful nothing is read again', () => {
  expect(read(doubtsAt(), 1_000)).toEqual([]);
});
