import { describe, expect, test } from 'vitest';
import type { GreyImage } from '../scan/grey-image.ts';
import { lookOver } from './look-over.ts';

const SIZE = { width: 1_131, height: 1_600 };

describe('a page with nothing on it is blank, and no engine need be asked', () => {
  test.each([
    ['white', () => paper(252)],
    [
      'yellowed, with stains that fade away',
      () => paper((x, y) => 222 - 30 * stain(x, y, 300, 900, 200) - 20 * stain(x, y, 900, 400, 160)),
    ],
    ['grainy', () => grainy(paper(240), 6)],
    [
      'with holes of a punch',
      () =>
        withBlots(
          paper(245),
          [
            [60, 400],
            [60, 1_200],
          ],
          16,
        ),
    ],
    ['with a black edge', () => draw(paper(240), 0, 0, 40, SIZE.height, 12)],
    ['folded across and down', () => draw(draw(paper(235), 0, 799, SIZE.width, 2, 185), 565, 0, 2, SIZE.height, 190)],
    [
      'lit from one side',
      () =>
        grainy(
          paper((x) => 245 - x / 9),
          3,
        ),
    ],
    ['dusty', () => withBlots(paper(240), dust(60), 2)],
  ])('%s', (_, make) => {
    expect(lookOver(make()).content).toBe('blank');
  });
});

describe('a page with very little on it is not blank', () => {
  test.each([
    ['a page number', () => letters(paper(245), 540, 1_500, 2)],
    ['a number of one sign', () => letters(paper(245), 540, 1_500, 1)],
    ['a title of two words', () => letters(paper(245), 400, 500, 7)],
    ['a title in letters larger than any text', () => letters(paper(245), 150, 500, 5, 150)],
    ['a pale note', () => letters(paper(235), 300, 500, 9, 14, 205)],
    ['a number in the dust', () => letters(withBlots(paper(240), dust(60), 2), 540, 1_500, 3)],
  ])('%s', (_, make) => {
    expect(lookOver(make()).content).toBe('writing');
  });
});

describe('pictures', () => {
  test('a photograph over the whole page is a picture', () => {
    expect(lookOver(photograph(paper(245), 60, 60, 1_000, 1_480)).content).toBe('picture');
  });

  test('a photograph with a caption is text', () => {
    const page = letters(photograph(paper(245), 60, 60, 1_000, 1_200), 200, 1_400, 24);

    expect(lookOver(page).content).toBe('writing');
  });
});

test('dust is counted against letters, and a clean page has none', () => {
  const clean = lines(paper(245));
  const dusty = withBlots(lines(paper(245)), dust(300), 2);

  expect(lookOver(clean).noise).toBe(0);
  expect(lookOver(dusty).noise).toBeGreaterThan(0.1);
});

function paper(level: number | ((x: number, y: number) => number)): GreyImage {
  const { width, height } = SIZE;
  const at = typeof level === 'number' ? () => level : level;
  return {
    ...SIZE,
    pixels: Uint8Array.from({ length: width * height }, (_, index) => at(index % width, Math.floor(index / width))),
  };
}

const stain = (x: number, y: number, atX: number, atY: number, reach: number) =>
  Math.exp(-((x - atX) ** 2 + (y - atY) ** 2) / reach ** 2);

function grainy(image: GreyImage, deviation: number): GreyImage {
  const chance = chances(7);
  image.pixels.forEach((level, index) => {
    image.pixels[index] = Math.max(0, Math.min(255, level + (chance() + chance() + chance() - 1.5) * 2 * deviation));
  });
  return image;
}

function draw(image: GreyImage, x: number, y: number, width: number, height: number, level: number): GreyImage {
  for (let row = y; row < y + height; row++)
    image.pixels.fill(level, row * image.width + x, row * image.width + x + width);
  return image;
}

function withBlots(image: GreyImage, places: readonly (readonly [number, number])[], radius: number): GreyImage {
  for (const [atX, atY] of places) {
    for (let y = -radius; y <= radius; y++) {
      const half = Math.round(Math.sqrt(radius ** 2 - y ** 2));
      draw(image, atX - half, atY + y, 2 * half + 1, 1, 40);
    }
  }
  return image;
}

function dust(count: number): readonly (readonly [number, number])[] {
  const chance = chances(3);
  return Array.from(
    { length: count },
    () => [20 + Math.floor(chance() * 1_080), 20 + Math.floor(chance() * 1_400)] as const,
  );
}

/** Signs with a stroke down and one across, as an n has. */
function letters(image: GreyImage, x: number, y: number, count: number, height = 14, level = 40): GreyImage {
  const stroke = Math.max(2, Math.round(height / 6));
  for (let number = 0; number < count; number++) {
    const left = x + Math.round(number * height * 1.1);
    draw(image, left, y, stroke, height, level);
    draw(image, left, y, Math.round(height * 0.7), stroke, level);
    draw(image, left + Math.round(height * 0.7), y, stroke, height, level);
  }
  return image;
}

function lines(image: GreyImage): GreyImage {
  for (let y = 200; y < 1_000; y += 40) letters(image, 150, y, 50);
  return image;
}

function photograph(image: GreyImage, left: number, top: number, width: number, height: number): GreyImage {
  const chance = chances(11);
  for (let y = top; y < top + height; y++) {
    for (let x = left; x < left + width; x++) {
      const tone = 110 + 60 * Math.sin(x / 90 + y / 160) + 40 * Math.sin(y / 60 - x / 210);
      image.pixels[y * image.width + x] = Math.max(0, Math.min(255, tone + (chance() - 0.5) * 16));
    }
  }
  return image;
}

/** Numbers from 0 to 1, the same each time (a linear congruential generator). */
function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
