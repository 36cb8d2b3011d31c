import { expect, test } from 'vitest';
import type { GreyImage } from '../scan/grey-image.ts';
import { findLetterHeight } from './find-letter-height.ts';
import { findLetters } from './find-letters.ts';
import { markInk } from './mark-ink.ts';

test('joined ink of a letter’s size is a letter, dust and pictures are not', () => {
  const image = paper(400, 400);
  draw(image, 50, 60, 8, 10);
  draw(image, 100, 60, 2, 2);
  draw(image, 150, 150, 200, 200);

  expect(findLetters(markInk(image))).toMatchObject([{ x: 50, y: 60, width: 8, height: 10 }]);
});

test('strokes that meet lower down are one letter', () => {
  const image = paper(400, 400);
  draw(image, 50, 60, 2, 10);
  draw(image, 58, 60, 2, 10);
  draw(image, 50, 69, 10, 2);

  expect(findLetters(markInk(image))).toMatchObject([{ x: 50, y: 60, width: 10, height: 11 }]);
});

test('shadow over the paper is no ink', () => {
  const image = paper(400, 400);
  image.pixels.forEach((_, index) => {
    image.pixels[index] = 240 - Math.floor((index % 400) / 4);
  });

  expect(markInk(image).marks.includes(1)).toBe(false);
});

test('letters are as high as most of them, and a few say nothing', () => {
  const letter = (height: number) => ({ x: 0, y: 0, width: 8, height });
  const small = Array.from({ length: 60 }, (_, number) => letter(10 + (number % 2)));
  const capitals = Array.from({ length: 20 }, () => letter(15));

  expect([10, 11]).toContain(findLetterHeight([...small, ...capitals]));
  expect(findLetterHeight(capitals)).toBeNull();
});

const paper = (width: number, height: number): GreyImage => ({
  width,
  height,
  pixels: new Uint8Array(width * height).fill(235),
});

function draw({ width, pixels }: GreyImage, left: number, top: number, across: number, down: number): void {
  for (let y = top; y < top + down; y++) pixels.fill(30, y * width + left, y * width + left + across);
}
