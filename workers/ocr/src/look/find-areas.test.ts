import type { Box } from '@diachi/page-text';
import { describe, expect, test } from 'vitest';
import { turned } from '../reading/place.ts';
import { ALL_STEPS } from '../reading/reading-steps.ts';
import { findAreas } from './find-areas.ts';

const LETTER_PX = 10;

describe('what is read by itself', () => {
  test('two facing pages are two areas, left before right', () => {
    const { areas, columns } = found(spread(), [...typed(80, 700), ...typed(860, 1_480)]);

    expect(areas.map(({ box }) => [box.x, box.x + box.width])).toEqual([
      [0, expect.closeTo(780, -1.5)],
      [expect.closeTo(780, -1.5), 1_600],
    ]);
    expect(columns).toBe(1);
  });

  test('each of two facing pages is levelled by itself', () => {
    const left = tilted(typed(80, 700), 1.2);
    const right = tilted(typed(900, 1_480), -0.8);

    const { areas, skew } = found(spread(), [...left, ...right]);

    expect(areas.map((area) => skew + area.skew)).toEqual([expect.closeTo(-1.2, 0), expect.closeTo(0.8, 0)]);
  });

  test('two columns of one page are one area', () => {
    const { areas, columns } = found({ width: 1_130, height: 1_600 }, [...typed(80, 540), ...typed(580, 1_050)]);

    expect(areas).toHaveLength(1);
    expect(columns).toBe(2);
  });

  test('two columns of a page that lies across are one area too', () => {
    const { areas, columns } = found(spread(), [...typed(110, 770), ...typed(835, 1_490)]);

    expect(areas).toHaveLength(1);
    expect(columns).toBe(2);
  });

  test('a heading across the middle, or the rules of a table, make one area of two halves', () => {
    const halves = [...typed(80, 700), ...typed(860, 1_480)];
    const heading = Array.from({ length: 30 }, (_, number) => ({ x: 600 + number * 14, y: 60, width: 11, height: 16 }));
    const rules = [{ x: 80, y: 300, width: 1_400, height: 2 }];

    expect(found(spread(), [...halves, ...heading]).areas).toHaveLength(1);
    expect(found(spread(), halves, rules).areas).toHaveLength(1);
  });

  test('a spread of which one half is empty is one area', () => {
    expect(found(spread(), typed(80, 700)).areas).toHaveLength(1);
  });

  test('dust in the gutter does not join the pages', () => {
    const dust = [
      { x: 770, y: 200, width: 6, height: 5 },
      { x: 790, y: 700, width: 4, height: 9 },
    ];

    expect(found(spread(), [...typed(80, 700), ...typed(860, 1_480), ...dust]).areas).toHaveLength(2);
  });

  test('facing pages are not looked for when that step is left out', () => {
    const letters = [...typed(80, 700), ...typed(860, 1_480)];

    expect(findAreas(sheet(spread(), letters), new Set()).areas).toHaveLength(1);
  });
});

const spread = () => ({ width: 1_600, height: 1_120 });

const sheet = (
  size: { readonly width: number; readonly height: number },
  letters: readonly Box[],
  rules: readonly Box[] = [],
) => ({
  letters,
  rules,
  box: { x: 0, y: 0, ...size },
  letterHeight: LETTER_PX,
  size,
});

const found = (
  size: { readonly width: number; readonly height: number },
  letters: readonly Box[],
  rules: readonly Box[] = [],
) => findAreas(sheet(size, letters, rules), ALL_STEPS);

/** Thirty level lines of letters between two places; a tenth of the letters is a space. */
function typed(from: number, to: number): readonly Box[] {
  const letters: Box[] = [];
  for (let line = 0; line < 30; line++) {
    for (let x = from, number = line; x < to - 8; x += 10, number++) {
      if (number % 7 !== 0) letters.push({ x, y: 100 + line * 28, width: 8, height: LETTER_PX });
    }
  }
  return letters;
}

/** The letters as they lie when their page is turned clockwise around its own middle. */
function tilted(letters: readonly Box[], degrees: number): readonly Box[] {
  const left = Math.min(...letters.map(({ x }) => x));
  const right = Math.max(...letters.map(({ x }) => x));
  const size = { width: left + right, height: 1_120 };
  const place = turned(size, size, degrees);
  return letters.map(({ x, y, width, height }) => {
    const foot = place({ x: x + width / 2, y: y + height });
    return { x: foot.x - width / 2, y: foot.y - height, width, height };
  });
}
