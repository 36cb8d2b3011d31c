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
const read = (doubts: readonly number[], letters: number, isAsked = false) =>
  doubtfulStretches(words, doubts, { letters, isAsked }).map((stretch) =>
    stretch.words.map(({ text }) => Number(text.slice(2))),
  );

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

test('doubts too slight to be worth their time are left, beside others too', () => {
  expect(read(doubtsAt([4, 0.12]), 1_000)).toEqual([]);
  expect(read(doubtsAt([4, 0.12], [14, 0.8]), 1_000)).toEqual([[13, 14, 15]]);
});

test('doubts that do not pay for asking an engine are read again when it is asked anyway', () => {
  const slight = doubtsAt([4, 0.2]);

  expect(read(slight, 1_000)).toEqual([]);
  expect(read(slight, 1_000, true)).toEqual([[3, 4, 5]]);
});

test('on a page of few words a doubt pays for asking that does not on a page of many', () => {
  const many = Array.from({ length: 10 }, (_, times) =>
    words.map((word) => ({ ...word, line: word.line + 3 * times, box: { ...word.box, y: word.box.y + 120 * times } })),
  ).flat();
  const doubtful = many.map((_, place) => (place === 4 ? 0.6 : 0.01));

  expect(doubtfulStretches(words, doubtful.slice(0, 30), { letters: 1_000, isAsked: false })).toHaveLength(1);
  expect(doubtfulStretches(many, doubtful, { letters: 1_000, isAsked: false })).toEqual([]);
});
