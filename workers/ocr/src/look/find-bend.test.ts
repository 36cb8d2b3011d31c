import type { Box } from '@diachi/page-text';
import { describe, expect, test } from 'vitest';
import { bentPlace, unbend } from '../treatments/unbend.ts';
import { bentBy, findBend } from './find-bend.ts';

const SIZE = { width: 1_000, height: 1_400 };
const LETTER_PX = 10;

describe('a page that does not lie flat', () => {
  test('a flat page is left alone, whatever hangs below its lines', () => {
    expect(
      findBend(
        typed(() => 0),
        SIZE,
        LETTER_PX,
      ),
    ).toBeNull();
  });

  test('lines that rise toward the gutter are found, and how far', () => {
    const rise = (x: number) => 25 * Math.max(0, 1 - x / 400) ** 2;

    const bend = findBend(typed(rise), SIZE, LETTER_PX);

    if (!bend) throw new Error('The page was taken for flat.');
    expect(bentBy(bend, 90, 700) - bentBy(bend, 800, 700)).toBeCloseTo(rise(90), -0.8);
  });

  test('lines that turn steeply within their last words are followed there, and nowhere else', () => {
    const rise = (x: number) => 13 * Math.max(0, (x - 740) / 120) ** 2;

    const bend = findBend(typed(rise), SIZE, LETTER_PX);

    if (!bend) throw new Error('The page was taken for flat.');
    expect(bentBy(bend, 855, 700) - bentBy(bend, 500, 700)).toBeCloseTo(rise(855), -0.8);
    expect(Math.abs(bentBy(bend, 700, 700) - bentBy(bend, 200, 700))).toBeLessThan(1);
  });

  test('lines that run together, as on a photograph taken at a slant, are found at the top and at the bottom', () => {
    const bend = findBend(
      typed((x, y) => ((x - 500) / 500) * ((y - 700) / 700) * 20),
      SIZE,
      LETTER_PX,
    );

    if (!bend) throw new Error('The page was taken for flat.');
    expect(bentBy(bend, 900, 200) - bentBy(bend, 100, 200)).toBeLessThan(-15);
    expect(bentBy(bend, 900, 1_200) - bentBy(bend, 100, 1_200)).toBeGreaterThan(15);
  });

  test('a page with too few letters is left alone', () => {
    expect(findBend(typed((x) => x / 40).slice(0, 100), SIZE, LETTER_PX)).toBeNull();
  });

  test('its picture is straightened, and every place is found again on it', () => {
    const rise = (x: number) => 25 * Math.max(0, 1 - x / 400) ** 2;
    const bend = findBend(typed(rise), SIZE, LETTER_PX);
    if (!bend) throw new Error('The page was taken for flat.');
    const bent = { ...SIZE, pixels: new Uint8Array(SIZE.width * SIZE.height).fill(255) };
    for (let x = 80; x < 900; x++) bent.pixels[(600 + Math.round(rise(x))) * SIZE.width + x] = 0;

    const straight = unbend(bent, bend);

    const darkest = (x: number) => {
      const column = Array.from({ length: SIZE.height }, (_, y) => straight.pixels[y * SIZE.width + x] as number);
      return column.indexOf(Math.min(...column));
    };
    expect(Math.abs(darkest(100) - darkest(850))).toBeLessThanOrEqual(2);
    expect(Math.abs(bentPlace(bend, 1)({ x: 100, y: darkest(100) }).y - 600 - rise(100))).toBeLessThanOrEqual(2);
  });
});

/** Forty lines of letters, lower by so much at each place; every ninth hangs below its line. */
function typed(lower: (x: number, y: number) => number): readonly Box[] {
  return Array.from({ length: 40 * 60 }, (_, number) => {
    const x = 90 + (number % 60) * 13;
    const foot = 120 + Math.floor(number / 60) * 28;
    const hang = number % 9 === 0 ? 4 : 0;
    return { x, y: foot + lower(x, foot) - LETTER_PX, width: 8, height: LETTER_PX + hang };
  });
}
