import { expect, test } from 'vitest';
import { pyramidSize, TILE_PX } from './pyramid.ts';

const SIDES = [1, 511, 512, 513, 1_024, 1_025, 2_479, 3_508, 6_323];

test('a page is filled up until each picture of its pyramid is exactly half the one before it, and has no more tiles than the page', () => {
  for (const widthPx of SIDES) {
    for (const heightPx of SIDES) {
      const filled = pyramidSize({ widthPx, heightPx });

      for (let scale = 1; Math.max(widthPx, heightPx) > (TILE_PX * scale) / 2; scale *= 2) {
        for (const [own, side] of [
          [widthPx, filled.widthPx],
          [heightPx, filled.heightPx],
        ] as const) {
          const [needed, given] = [Math.ceil(own / scale), side / scale];
          expect(Number.isInteger(given), `${own} filled up to ${side} at ${scale}`).toBe(true);
          expect(given).toBeGreaterThanOrEqual(needed);
          expect(Math.ceil(given / TILE_PX)).toBe(Math.ceil(needed / TILE_PX));
        }
      }
    }
  }
});

test('at the edges of a scan nothing is written together with what lies beyond them', () => {
  const { widthPx, heightPx } = pyramidSize({ widthPx: 2_479, heightPx: 3_508 });

  expect([widthPx, heightPx]).toEqual([2_560, 3_584]);
  for (const scale of [1, 2, 4, 8]) expect([(widthPx / scale) % 16, (heightPx / scale) % 16]).toEqual([0, 0]);
});

test.each([
  { widthPx: 9_001, heightPx: 8_003 },
  { widthPx: 3, heightPx: 1_000_000 },
  { widthPx: 200_001, heightPx: 11 },
  { widthPx: 600, heightPx: 65_300 },
])(
  'a page that would take too much memory, or be too long for a JPEG, stays as it is: $widthPx × $heightPx',
  (page) => {
    expect(pyramidSize(page)).toEqual(page);
  },
);
