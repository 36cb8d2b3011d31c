import { describe, expect, test } from 'vitest';
import { findBorder } from '../look/find-border.ts';
import { isNegative } from '../look/is-negative.ts';
import type { GreyImage } from '../scan/grey-image.ts';
import { invert } from './invert.ts';
import { evenLight, findUnevenLight } from './light.ts';
import { whiten } from './whiten.ts';

describe('what is around and under the writing', () => {
  test('a clean page is left alone', () => {
    const page = written(() => 235);

    expect(isNegative(page)).toBe(false);
    expect(findBorder(page)).toBeNull();
    expect(findUnevenLight(page, null)).toBeNull();
  });

  test('writing that is light on dark is negative, and turned over it is not', () => {
    const negative = invert(written(() => 235));

    expect(isNegative(negative)).toBe(true);
    expect(isNegative(invert(negative))).toBe(false);
  });

  test('so it is on grainy film with a bright gutter, where the ground between letters is as ragged as they are', () => {
    const chance = (x: number, y: number) => ((x * 73 + y * 151 + ((x * y) % 97)) % 23) - 11;
    const film = invert(written((x, y) => 232 + chance(x, y)));
    for (let y = 0; y < 400; y++) film.pixels.fill(215, y * 300 + 285, y * 300 + 295);

    expect(isNegative(film)).toBe(true);
    expect(isNegative(invert(film))).toBe(false);
  });

  test('a dark photograph is not negative', () => {
    const photograph = image((x, y) => 60 + Math.round(30 * Math.sin(x / 25) + 20 * Math.cos(y / 40)));

    expect(isNegative(photograph)).toBe(false);
  });

  test('a black border is painted white, and the writing inside stays', () => {
    const page = image((x, y) => (x < 30 || y > 370 ? 12 : 235));
    ink(page);
    const border = findBorder(page);

    if (!border) throw new Error('The border was not found.');
    const cleaned = whiten(page, border);

    expect(cleaned.pixels[200 * 300 + 5]).toBe(255);
    expect(cleaned.pixels[395 * 300 + 150]).toBe(255);
    expect(cleaned.pixels[100 * 300 + 100]).toBe(30);
  });

  test('a page that is all dark has no border', () => {
    expect(findBorder(image((x, y) => (x > 140 && x < 160 && y > 190 && y < 210 ? 235 : 20)))).toBeNull();
  });

  test('light that falls off over the page is evened, and ink stays dark', () => {
    const page = written((x) => 240 - Math.floor(x / 2));
    const light = findUnevenLight(page, null);

    if (!light) throw new Error('The light was taken for even.');
    const even = evenLight(page, light);
    const paper = (x: number) => even.pixels[50 * 300 + x] as number;

    expect(Math.abs(paper(20) - paper(280))).toBeLessThan(15);
    expect(even.pixels[100 * 300 + 100]).toBeLessThan(80);
  });

  test('paper that bends steeply into a black gutter comes out as light as the rest, and the border leaves no dark rim', () => {
    const page = written((x) => Math.max(10, 240 - Math.max(0, x - 200) * 2.5));
    for (let y = 100; y < 300; y += 20) page.pixels.fill(30, y * 300 + 225, y * 300 + 228);
    const border = findBorder(page);
    if (!border) throw new Error('The border was not found.');
    const light = findUnevenLight(page, border);
    if (!light) throw new Error('The light was taken for even.');

    const cleaned = whiten(evenLight(page, light), border);

    const paper = Array.from({ length: 280 }, (_, x) => cleaned.pixels[50 * 300 + x + 10] as number);
    expect(Math.min(...paper)).toBeGreaterThan(215);
    expect(cleaned.pixels[120 * 300 + 226]).toBeLessThan(80);
    expect(cleaned.pixels[100 * 300 + 100]).toBeLessThan(80);
  });
});

function image(level: (x: number, y: number) => number): GreyImage {
  const pixels = Uint8Array.from({ length: 300 * 400 }, (_, index) => level(index % 300, Math.floor(index / 300)));
  return { width: 300, height: 400, pixels };
}

function written(level: (x: number, y: number) => number): GreyImage {
  const page = image(level);
  ink(page);
  return page;
}

/** Strokes three pixels thick, as letters have. */
function ink({ width, pixels }: GreyImage): void {
  for (let y = 100; y < 300; y += 20) {
    for (let x = 60; x < 240; x += 10) {
      for (let down = 0; down < 9; down++) pixels.fill(30, (y + down) * width + x, (y + down) * width + x + 3);
    }
  }
  pixels.fill(30, 100 * width + 100, 100 * width + 103);
}
