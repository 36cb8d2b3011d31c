import { expect, test } from 'vitest';
import type { GreyImage } from '../scan/grey-image.ts';
import { cutSheet, placeOnPage } from './cut-sheet.ts';

const page: GreyImage = { width: 400, height: 300, pixels: new Uint8Array(400 * 300).fill(170) };
const BOXES = [
  { x: 100, y: 40, width: 120, height: 20 },
  { x: 10, y: 200, width: 60, height: 30 },
];

test('what is found on a sheet is placed back on the page, at any scale', () => {
  for (const scale of [1, 0.75]) {
    const sheet = cutSheet(page, BOXES, scale);
    const found = sheet.rows.map((row, number) => {
      const box = BOXES[number] ?? { x: 0, y: 0, width: 0, height: 0 };
      const onSheet = { x: box.x - row.over, y: box.y - row.down, width: box.width, height: box.height };
      return { text: `${number}`, confidence: 1, box: times(onSheet, scale), line: number, block: 0 };
    });

    const placed = placeOnPage(sheet, found);

    for (const [number, box] of BOXES.entries()) {
      const at = placed[number]?.[0]?.box;
      expect(Math.abs((at?.x ?? 0) - box.x)).toBeLessThanOrEqual(1);
      expect(Math.abs((at?.y ?? 0) - box.y)).toBeLessThanOrEqual(1);
    }
  }
});

test('grey paper is as white as the sheet around it, and ink is black', () => {
  const inked = { ...page, pixels: page.pixels.slice() };
  for (let x = 110; x < 200; x += 3) inked.pixels.fill(90, 50 * 400 + x, 50 * 400 + x + 2);

  const { image } = cutSheet(inked, BOXES);

  expect(new Set(image.pixels)).toEqual(new Set([0, 255]));
});

test('cut-outs at the edge of a page stay within it', () => {
  const { image, rows } = cutSheet(page, [{ x: -4, y: 290, width: 500, height: 30 }]);

  expect(rows).toHaveLength(1);
  expect(image.width).toBe(400 + 40);
});

const times = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }, scale: number) => ({
  x: Math.round(x * scale),
  y: Math.round(y * scale),
  width: Math.round(width * scale),
  height: Math.round(height * scale),
});
