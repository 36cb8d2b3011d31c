import { expect, test } from 'vitest';
import type { GreyImage } from '../scan/grey-image.ts';
import { lookOver, MUCH_DUST } from './look-over.ts';

const PAPER = 180;
const PALE_STAIN = 147;

test('pieces of letters that are torn because they are pale are no dust', () => {
  const { noise, letterCount } = lookOver(page(0.81));

  expect(noise).toBeLessThan(MUCH_DUST);
  expect(letterCount).toBe(20 * 40);
});

test('dust between dark letters is dust in any light', () => {
  const dusty = page(0.3);
  for (let speck = 0; speck < 300; speck++) {
    // Grains of two pixels, in the margin.
    const at = (50 + (speck % 20) * 31) * dusty.width + 730 + Math.floor(speck / 20) * 14 + (speck % 7);
    dusty.pixels.fill(60, at, at + 2);
  }

  const { noise, dust, letterCount } = lookOver(dusty);

  expect(noise).toBeGreaterThan(MUCH_DUST);
  expect(dust.specks.length).toBe(300);
  expect(letterCount).toBe(20 * 40);
});

test('pale stains that stand in a row by chance are no writing on an empty page with dust', () => {
  const empty: GreyImage = { width: 960, height: 720, pixels: new Uint8Array(960 * 720).fill(PAPER) };
  let random = 7;
  const upTo = (most: number) => {
    random = (random * 16_807) % 2_147_483_647;
    return random % most;
  };
  const stain = (left: number, top: number, size: number, level: number) => {
    for (let y = top; y < top + size; y++) empty.pixels.fill(level, y * 960 + left, y * 960 + left + size);
  };
  for (let speck = 0; speck < 400; speck++) stain(10 + upTo(900), 100 + upTo(600), 2, 60);
  // Four pale rings that stand in a row by chance; paler still, they hang together.
  for (let part = 0; part < 16; part++) stain(302 + part * 3, 54, 3, PALE_STAIN + 9);
  for (let ring = 0; ring < 4; ring++) {
    stain(300 + ring * 14, 50, 10, PALE_STAIN);
    stain(302 + ring * 14, 52, 6, PAPER);
  }

  expect(['blank', 'doubtful']).toContain(lookOver(empty).content);
  expect(lookOver(empty).hasLines).toBe(false);
});

test('pale lines may show through, unless a line that is plainly darker stands among them', () => {
  const through = page(0.88);
  expect(lookOver(through).mayShowThrough).toBe(true);

  const title = page(0.3).pixels.subarray(85 * 960, 110 * 960);
  through.pixels.set(title, 85 * 960);

  expect(lookOver(through).mayShowThrough).toBe(false);
});

/** Twenty lines of forty letters each, whose ink keeps this share of the paper's light, grainy as faded ink is. */
function page(inkShare: number): GreyImage {
  const [width, height] = [960, 720];
  const pixels = new Uint8Array(width * height).fill(PAPER);
  for (let line = 0; line < 20; line++) {
    for (let letter = 0; letter < 40; letter++) draw(40 + letter * 16, 60 + line * 30);
  }
  return { width, height, pixels };

  function draw(left: number, top: number): void {
    for (let y = 0; y < 12; y++) {
      for (let x = 0; x < 10; x++) {
        if (x > 1 && x < 8 && y > 1 && y < 10) continue;
        const grain = (((left + x) * 73 + (top + y) * 151 + (((left + x) * (top + y)) % 97)) % 15) - 7;
        pixels[(top + y) * width + left + x] = PAPER * inkShare + grain * (inkShare > 0.5 ? 1 : 0);
      }
    }
  }
}
