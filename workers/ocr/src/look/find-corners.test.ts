import type { Point } from '@diachi/page-text';
import { describe, expect, test } from 'vitest';
import type { GreyImage } from '../scan/grey-image.ts';
import { findCorners } from './find-corners.ts';

const SIZE = { width: 900, height: 1_200 };
const SHEET: readonly Point[] = [
  { x: 150, y: 120 },
  { x: 780, y: 90 },
  { x: 840, y: 1_100 },
  { x: 60, y: 1_050 },
];
const PAPER = 225;

describe('corners of a sheet', () => {
  test.each([
    ['a dark table', () => 70],
    [
      'a table with a coarse grain',
      (x: number, y: number) => 90 + ((Math.floor(x / 7) * 37 + Math.floor(y / 50) * 11) % 60),
    ],
    ['a surface that is nearly as light as it', () => 195],
  ])('are found on %s, to a few pixels', (_, table) => {
    const corners = findCorners(photograph(table));

    if (!corners) throw new Error('No sheet was found.');
    for (const [number, { x, y }] of corners.entries()) {
      expect(Math.abs(x - (SHEET[number] as Point).x)).toBeLessThan(5);
      expect(Math.abs(y - (SHEET[number] as Point).y)).toBeLessThan(5);
    }
  });

  test('are found where a thumb lies on a side', () => {
    const picture = photograph(() => 70);
    for (let y = 500; y < 700; y++) picture.pixels.fill(120, y * SIZE.width, y * SIZE.width + 220);

    expect(findCorners(picture)).not.toBeNull();
  });

  test('are not looked for where there is paper up to the edges', () => {
    expect(findCorners({ ...SIZE, pixels: new Uint8Array(SIZE.width * SIZE.height).fill(PAPER) })).toBeNull();
  });

  test('are none where a side is not in the picture, or is no straight line', () => {
    const cut = photograph(() => 70);
    for (let y = 0; y < SIZE.height; y++) cut.pixels.fill(PAPER, y * SIZE.width + 500, (y + 1) * SIZE.width);
    const round = { ...SIZE, pixels: new Uint8Array(SIZE.width * SIZE.height).fill(70) };
    for (let y = 100; y < 1_100; y++) {
      const half = Math.round(400 * Math.sqrt(1 - ((y - 600) / 500) ** 2));
      round.pixels.fill(PAPER, y * SIZE.width + 450 - half, y * SIZE.width + 450 + half);
    }

    expect(findCorners(cut)).toBeNull();
    expect(findCorners(round)).toBeNull();
  });
});

/** The sheet with lines of letters on it, on a table. */
function photograph(table: (x: number, y: number) => number): GreyImage {
  const pixels = Uint8Array.from({ length: SIZE.width * SIZE.height }, (_, at) => {
    const [x, y] = [at % SIZE.width, Math.floor(at / SIZE.width)];
    if (!isOnSheet(x, y)) return table(x, y);
    const isWritten = x > 220 && x < 700 && y > 200 && y < 950;
    return isWritten && y % 24 < 10 && x % 12 < 7 && (x * 7 + y) % 5 > 1 ? 40 : PAPER;
  });
  return { ...SIZE, pixels };
}

const isOnSheet = (x: number, y: number) =>
  SHEET.every((corner, number) => {
    const next = SHEET[(number + 1) % 4] as Point;
    return (next.x - corner.x) * (y - corner.y) - (next.y - corner.y) * (x - corner.x) >= 0;
  });
