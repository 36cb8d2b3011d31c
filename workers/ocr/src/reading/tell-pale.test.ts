import { expect, test } from 'vitest';
import type { GreyImage } from '../scan/grey-image.ts';
import { tellPale } from './tell-pale.ts';

/** The left pixel is dark, so that it can be told from its mirror image. */
const part: GreyImage = { width: 3, height: 1, pixels: Uint8Array.of(0, 128, 255) };

/** Reads these letters as sure, and as many doubtful ones in all, depending on the side and the degrees a picture is seen from. */
const reading = (sureOf: (isBack: boolean, degrees: number) => number) => async (image: GreyImage, degrees: number) => {
  const sure = sureOf(image.pixels[0] === 255, degrees);
  return [word('a'.repeat(sure), 0.9), word('x'.repeat(200 - sure), 0.3)];
};

const word = (text: string, confidence: number) => ({
  text,
  confidence,
  box: { x: 0, y: 0, width: 1, height: 1 },
  line: 0,
  block: 0,
});

test('pale writing of which much makes sense is to be read', async () => {
  expect(
    await tellPale(
      part,
      [0],
      reading(() => 90),
    ),
  ).toBe('legible');
});

test('what makes sense only in the mirror shows through from the back, whichever way up', async () => {
  const ways = reading((isBack, degrees) => (isBack && degrees === -90 ? 150 : 10));

  expect(await tellPale(part, [0, 90], ways)).toBe('showing-through');
});

test('what makes no more sense in the mirror does not show through: it may be pencil, or other characters', async () => {
  expect(
    await tellPale(
      part,
      [0, 90, 180, 270],
      reading((isBack) => (isBack ? 20 : 12)),
    ),
  ).toBe('rubbish');
});

test('what nothing at all is read of is not legible', async () => {
  expect(await tellPale(part, [0], async () => [])).toBe('rubbish');
});
