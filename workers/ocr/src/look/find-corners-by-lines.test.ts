import type { Box } from '@diachi/page-text';
import { describe, expect, test } from 'vitest';
import type { Place } from '../reading/place.ts';
import { planeOf, through, toFlat, toPhotograph } from '../scan/plane.ts';
import { findCornersByLines } from './find-corners-by-lines.ts';

const SIZE = { width: 1_000, height: 1_400 };
const LETTER_PX = 10;

describe('a slant told by writing alone', () => {
  test('a page seen from above has none, however its lines end', () => {
    expect(findCornersByLines(typed(), SIZE, LETTER_PX)).toBeNull();
    expect(findCornersByLines(typed(undefined, 17), SIZE, LETTER_PX)).toBeNull();
  });

  test('lines and margins that run together are square once it is laid flat', () => {
    const photograph = planeOf(
      [
        { x: 60, y: -40 },
        { x: 960, y: 40 },
        { x: 1_080, y: 1_380 },
        { x: -60, y: 1_450 },
      ],
      SIZE,
    );
    const seen = through(toPhotograph(photograph));
    const corners = findCornersByLines(
      typed(({ x, y }) => seen({ x: (x * photograph.width) / SIZE.width, y: (y * photograph.height) / SIZE.height })),
      SIZE,
      LETTER_PX,
    );
    if (!corners) throw new Error('The page was taken for flat.');

    const flat = through(toFlat(planeOf(corners, SIZE)));
    const at = (x: number, y: number) =>
      flat(seen({ x: (x * photograph.width) / SIZE.width, y: (y * photograph.height) / SIZE.height }));

    const [topLeft, topRight, bottomLeft, bottomRight] = [at(100, 150), at(900, 150), at(100, 1_250), at(900, 1_250)];
    expect(Math.abs(topLeft.y - topRight.y)).toBeLessThan(8);
    expect(Math.abs(bottomLeft.y - bottomRight.y)).toBeLessThan(8);
    expect(Math.abs(topLeft.x - bottomLeft.x)).toBeLessThan(8);
    expect(Math.abs(topRight.x - bottomRight.x)).toBeLessThan(8);
    // Nothing of the photograph is lost.
    for (const x of [0, SIZE.width]) {
      for (const y of [0, SIZE.height]) {
        const { width, height } = planeOf(corners, SIZE);
        const place = flat({ x, y });
        expect(place.x > -1 && place.x < width + 1 && place.y > -1 && place.y < height + 1).toBe(true);
      }
    }
  });

  test('too few lines tell nothing', () => {
    expect(
      findCornersByLines(typed(({ x, y }) => ({ x, y: y + (x * y) / 8_000 })).slice(0, 300), SIZE, LETTER_PX),
    ).toBeNull();
  });
});

/** Forty lines of letters, seen so; lines end together, or each up to so many letters before. */
function typed(seen: Place = (point) => point, ragged = 0): readonly Box[] {
  return Array.from({ length: 40 * 62 }, (_, number) => ({ letter: number % 62, line: Math.floor(number / 62) }))
    .filter(({ letter, line }) => letter < 62 - ((line * 7) % (ragged + 1)))
    .map(({ letter, line }) => {
      const foot = seen({ x: 104 + letter * 13, y: 150 + line * 28 });
      return { x: foot.x - 4, y: foot.y - LETTER_PX, width: 8, height: LETTER_PX };
    });
}
