import { expect, test } from 'vitest';
import { missedToRead } from './missed-to-read.ts';

/** A line of some eighty letters, as found: with room for marks. */
const line = { x: 0, y: 0, width: 960, height: 54 };

test('lines that were missed are read until what may be spent for them is, and no further', () => {
  const { stretches, letters } = missedToRead(
    Array.from({ length: 40 }, () => line),
    200,
  );

  expect(stretches).toHaveLength(3);
  expect(letters).toBeCloseTo(240);
});

test('a few lines are read of a page of few words too, and none where none was missed', () => {
  expect(missedToRead([line, line, line], 20).stretches).toHaveLength(2);
  expect(missedToRead([], 200)).toEqual({ stretches: [], letters: 0 });
});
