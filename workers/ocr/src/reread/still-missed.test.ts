import { expect, test } from 'vitest';
import { stillMissed } from './still-missed.ts';

const line = { x: 100, y: 200, width: 200, height: 36 };

test('a line of ink where nothing was read is missing, letter by letter', () => {
  expect(stillMissed([line], [])).toBe(25);
  expect(stillMissed([line], [word(100, 260, 200)])).toBe(25);
  expect(stillMissed([], [])).toBe(0);
});

test('a line is missing no longer once words were read over most of it', () => {
  expect(stillMissed([line], [word(100, 205, 90), word(200, 205, 90)])).toBe(0);
  expect(stillMissed([line], [word(100, 205, 60)])).toBe(25);
});

const word = (x: number, y: number, width: number) => ({
  text: 'Mường',
  box: { x, y, width, height: 24 },
  confidence: 0.9,
  line: 0,
  block: 0,
});
