import { expect, test } from 'vitest';
import { shrink } from './shrink.ts';

const picture = { width: 4, height: 2, pixels: Uint8Array.from([0, 100, 200, 200, 100, 200, 200, 200]) };

test('at half its size each pixel is the mean of four', () => {
  expect(shrink(picture, 0.5)).toEqual({ width: 2, height: 1, pixels: Uint8Array.from([100, 200]) });
});

test('at three quarters even paper stays as it is', () => {
  const even = { width: 40, height: 40, pixels: new Uint8Array(1_600).fill(137) };

  expect(shrink(even, 0.75)).toEqual({ width: 30, height: 30, pixels: new Uint8Array(900).fill(137) });
});

test('one pixel is the least, and no picture is enlarged', () => {
  expect(shrink(picture, 1)).toBe(picture);
  expect(shrink({ width: 1, height: 1, pixels: Uint8Array.from([9]) }, 0.1).pixels).toEqual(Uint8Array.from([9]));
});
