import { expect, test } from 'vitest';
import { shrink } from './shrink.ts';

const picture = { width: 4, height: 2, pixels: Uint8Array.from([0, 100, 200, 200, 100, 200, 200, 200]) };

test('at half its size each pixel is the mean of four', () => {
  expect(shrink(picture, 0.5)).toEqual({ width: 2, height: 1, pixels: Uint8Array.from([100, 200]) });
});

test('at half its size an odd row and column at the end stand alone', () => {
  const odd = { width: 3, height: 3, pixels: Uint8Array.from([10, 20, 30, 40, 50, 60, 70, 90, 91]) };

  expect(shrink(odd, 0.5)).toEqual({ width: 2, height: 2, pixels: Uint8Array.from([30, 45, 80, 91]) });
});

test('half its size is what any other scale as near comes to', () => {
  const grain = { width: 61, height: 47, pixels: Uint8Array.from({ length: 61 * 47 }, (_, at) => (at * 7_919) % 256) };
  const half = shrink(grain, 0.5);
  const near = shrink(grain, 0.5 + 1e-9);

  expect([near.width, near.height]).toEqual([half.width, half.height]);
  for (const [at, level] of half.pixels.entries())
    expect(Math.abs(level - (near.pixels[at] as number))).toBeLessThanOrEqual(1);
});

test('at three quarters even paper stays as it is', () => {
  const even = { width: 40, height: 40, pixels: new Uint8Array(1_600).fill(137) };

  expect(shrink(even, 0.75)).toEqual({ width: 30, height: 30, pixels: new Uint8Array(900).fill(137) });
});

test('one pixel is the least, and no picture is enlarged', () => {
  expect(shrink(picture, 1)).toBe(picture);
  expect(shrink({ width: 1, height: 1, pixels: Uint8Array.from([9]) }, 0.1).pixels).toEqual(Uint8Array.from([9]));
});
