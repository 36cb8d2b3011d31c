import type { Box } from '@diachi/page-text';
import { describe, expect, test } from 'vitest';
import { rowsAgainstColumns } from './find-sideways.ts';
import { findSkew } from './find-skew.ts';
import { feetAgainstHeads } from './find-upside-down.ts';
import { turnBoxes, turnSize } from './turn-boxes.ts';

const page = { width: 1_000, height: 1_400 };

describe('how a page lies', () => {
  test.each([0, 0.35, -1.1, 2.7, -6.2])(
    'a page tilted by %s° is found to be so, to a twentieth of a degree',
    (degrees) => {
      expect(findSkew(typedPage(degrees))).toBeCloseTo(degrees, 1);
    },
  );

  test('lines that run across stand in rows', () => {
    expect(rowsAgainstColumns(typedPage(0.5), 5)).toBeGreaterThan(1.3);
  });

  test('lines that run upwards stand in columns', () => {
    expect(rowsAgainstColumns(turnBoxes(typedPage(0.5), page, 3), 5)).toBeLessThan(0.77);
  });

  test('letters upright line up at their feet, upside down at their heads', () => {
    const upright = typedPage(1);

    expect(feetAgainstHeads(upright, 1)).toBeGreaterThan(1.2);
    expect(feetAgainstHeads(turnBoxes(upright, page, 2), 1)).toBeLessThan(0.85);
  });

  test('capitals do not tell which way up they are', () => {
    const capitals = typedPage(0).map((box) => ({ ...box, y: box.y + box.height - 14, height: 14 }));

    expect(feetAgainstHeads(capitals, 0)).toBeCloseTo(1, 1);
  });

  test('four quarter turns are none', () => {
    const boxes = [{ x: 10, y: 20, width: 30, height: 40 }];
    const once = turnBoxes(boxes, page, 1);

    expect(once).toEqual([{ x: 1_340, y: 10, width: 40, height: 30 }]);
    expect(turnBoxes(once, turnSize(page, 1), 3)).toEqual(boxes);
    expect(turnBoxes(turnBoxes(boxes, page, 2), page, 2)).toEqual(boxes);
  });
});

/** Forty lines of letters; every fourth rises above the others, every seventh carries a mark, every ninth hangs below. */
function typedPage(tilt: number): readonly Box[] {
  const slope = Math.tan((tilt * Math.PI) / 180);
  return Array.from({ length: 40 * 60 }, (_, number) => {
    const column = number % 60;
    const x = 100 + column * 13 + ((number * 37) % 11);
    const foot = 100 + Math.floor(number / 60) * 28 - Math.round(x * slope);
    const rise = number % 4 === 0 ? 5 : number % 7 === 0 ? 8 : 0;
    const hang = number % 9 === 0 ? 4 : 0;
    return { x, y: foot - 10 - rise, width: 8, height: 10 + rise + hang };
  });
}
