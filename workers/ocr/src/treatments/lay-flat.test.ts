import { expect, test } from 'vitest';
import type { Corners } from '../scan/corners.ts';
import type { GreyImage } from '../scan/grey-image.ts';
import { type Plane, through, toPhotograph } from '../scan/plane.ts';
import { layFlat, layRowsFlat } from './lay-flat.ts';

const plane: Plane = {
  width: 300,
  height: 400,
  corners: [
    { x: 60, y: 50 },
    { x: 330, y: 30 },
    { x: 370, y: 470 },
    { x: 20, y: 440 },
  ],
};

test('what stands on a slanted sheet stands upright on the flat picture', () => {
  const seen = through(toPhotograph(plane));
  const photograph = picture();
  // A line down the sheet and one across it, as they are seen.
  for (let share = 0; share <= 1; share += 0.0005) {
    for (const { x, y } of [seen({ x: 100, y: share * 400 }), seen({ x: share * 300, y: 250 })]) {
      photograph.pixels.fill(0, Math.round(y) * 400 + Math.round(x) - 1, Math.round(y) * 400 + Math.round(x) + 2);
    }
  }

  const flat = layFlat(photograph, plane);

  expect([flat.width, flat.height]).toEqual([300, 400]);
  for (const y of [20, 150, 380]) expect(darkest(flat, y)).toBeCloseTo(100, -0.7);
  const column = Array.from({ length: 400 }, (_, y) => flat.pixels[y * 300 + 200] as number);
  expect(Math.abs(column.indexOf(Math.min(...column)) - 250)).toBeLessThanOrEqual(2);
});

test('a sheet that lies flat already keeps every pixel within its edges', () => {
  const photograph = picture();
  for (const [at] of photograph.pixels.entries()) photograph.pixels[at] = (at * 73) % 251;
  const corners = [
    { x: 0, y: 0 },
    { x: 400, y: 0 },
    { x: 400, y: 500 },
    { x: 0, y: 500 },
  ] as const;

  const flat = layFlat(photograph, { width: 400, height: 500, corners });

  for (const at of [5 * 400 + 7, 250 * 400 + 200, 490 * 400 + 390])
    expect(Math.abs((flat.pixels[at] as number) - (photograph.pixels[at] as number))).toBeLessThanOrEqual(1);
});

test('in strips and in colours it is the same picture, and what was not photographed is white', () => {
  const photograph = picture();
  for (const [at] of photograph.pixels.entries()) photograph.pixels[at] = at % 200;
  const beyond: Plane = {
    ...plane,
    corners: plane.corners.map(({ x, y }) => ({ x: x - 90, y })) as unknown as Corners,
  };
  const whole = layFlat(photograph, beyond);
  const pixels = new Uint8Array(400 * 500 * 3).map((_, at) => photograph.pixels[Math.floor(at / 3)] as number);
  const colours = { width: 400, height: 500, left: 0, top: 0, channels: 3, pixels };
  const strips = new Uint8Array(300 * 400 * 3);

  for (const from of [0, 200]) {
    const onto = strips.subarray(from * 300 * 3, (from + 200) * 300 * 3);
    layRowsFlat(colours, toPhotograph(beyond), 300, { from, to: from + 200 }, onto);
  }

  expect(strips.filter((_, at) => at % 3 === 1)).toEqual(whole.pixels);
  expect(whole.pixels[200 * 300]).toBe(255);
});

const picture = (): GreyImage => ({ width: 400, height: 500, pixels: new Uint8Array(400 * 500).fill(230) });

function darkest({ width, pixels }: GreyImage, y: number): number {
  const row = Array.from(pixels.subarray(y * width, (y + 1) * width)).slice(0, 199);
  return row.indexOf(Math.min(...row));
}
