import type { Point } from '@diachi/page-text';
import { describe, expect, test } from 'vitest';
import type { Corners } from './corners.ts';
import { planeOf, resizePlane, through, toFlat, toPhotograph } from './plane.ts';
import { trueShape } from './true-shape.ts';

const PICTURE = { width: 1_200, height: 1_600 };

describe('a sheet seen at a slant', () => {
  test.each([
    { lean: 25, towards: 40 },
    { lean: 15, towards: 250 },
    { lean: 30, towards: 130 },
  ])('its true shape is told by its corners: leaning by $lean° towards $towards°', ({ lean, towards }) => {
    expect(trueShape(seen(210, 297, lean, towards), PICTURE)).toBeCloseTo(210 / 297, 2);
  });

  test('where the lens cannot be told, its shape is that of the mean of its sides', () => {
    const corners = [
      { x: 300, y: 100 },
      { x: 900, y: 100 },
      { x: 1_000, y: 1_500 },
      { x: 200, y: 1_500 },
    ] as const;

    expect(trueShape(corners, PICTURE)).toBeCloseTo(700 / Math.hypot(100, 1_400), 5);
  });

  test('its corners become those of its picture, and every place is found again on the photograph', () => {
    const corners = seen(210, 297, 20, 70);
    const plane = planeOf(corners, PICTURE);

    const there = through(toPhotograph(plane));
    const back = through(toFlat(plane));

    expect(there({ x: 0, y: 0 }).x).toBeCloseTo(corners[0].x, 6);
    expect(there({ x: plane.width, y: plane.height }).y).toBeCloseTo(corners[2].y, 6);
    const place = there({ x: 123, y: 456 });
    expect(back(place).x).toBeCloseTo(123, 6);
    expect(back(place).y).toBeCloseTo(456, 6);
  });

  test('no pixel of its longest sides is lost, and a copy of it is as much smaller as its photograph', () => {
    const corners = seen(210, 297, 20, 70);
    const plane = planeOf(corners, PICTURE);
    const right = Math.hypot(corners[1].x - corners[2].x, corners[1].y - corners[2].y);

    expect(plane.height).toBeGreaterThanOrEqual(Math.floor(right));
    expect(resizePlane(plane, 0.5).width).toBe(Math.round(plane.width / 2));
  });

  test('a sheet of very many pixels is drawn with fewer', () => {
    const large = seen(210, 297, 20, 70).map(({ x, y }) => ({ x: x * 10, y: y * 10 })) as unknown as Corners;
    const { width, height } = planeOf(large, { width: 12_000, height: 16_000 });

    expect(width * height).toBeLessThan(24_100_000);
  });
});

/** Corners of a sheet of this size that leans in some direction, before a camera that looks at the middle of its picture. */
function seen(width: number, height: number, leanDegrees: number, towardsDegrees: number): Corners {
  const [lean, towards] = [(leanDegrees * Math.PI) / 180, (towardsDegrees * Math.PI) / 180];
  const [axisX, axisY] = [Math.cos(towards), Math.sin(towards)];
  const look = (x: number, y: number): Point => {
    const along = axisX * x + axisY * y;
    const depth = 360 + (axisX * y - axisY * x) * Math.sin(lean);
    const over = along * axisX + (x - along * axisX) * Math.cos(lean);
    const down = along * axisY + (y - along * axisY) * Math.cos(lean);
    return { x: PICTURE.width / 2 + (over * 1_500) / depth, y: PICTURE.height / 2 + (down * 1_500) / depth };
  };
  return [
    look(-width / 2, -height / 2),
    look(width / 2, -height / 2),
    look(width / 2, height / 2),
    look(-width / 2, height / 2),
  ];
}
