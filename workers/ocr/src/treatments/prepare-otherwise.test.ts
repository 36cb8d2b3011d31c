import type { Treatment } from '@diachi/page-text';
import { expect, test } from 'vitest';
import { lookOver } from '../look/look-over.ts';
import type { GreyImage } from '../scan/grey-image.ts';
import type { Scan } from '../scan/scan-reader.ts';
import { otherPreparations } from './prepare-otherwise.ts';

test('a page prepared as it was scanned loses nothing but its dust, which was told from its letters', async () => {
  expect(await firstOther(['light-evened', 'border-removed', 'dust-removed'])).toEqual(['dust-removed']);
});

test('where nothing but dust was removed, the page is tried with its dust', async () => {
  expect(await firstOther(['dust-removed'])).toEqual([]);
});

test('a page that nothing was done to is tried with its contrast spread place by place', async () => {
  expect(await firstOther([])).toEqual(['contrast-spread']);
});

/** What is done to a dusty page when it is prepared otherwise than like this. */
async function firstOther(steps: readonly Treatment['step'][]): Promise<readonly Treatment['step'][]> {
  const page = dusty();
  const scan: Scan = {
    width: page.width,
    height: page.height,
    exifDegrees: 0,
    isColour: false,
    dpi: null,
    isSalvaged: false,
    overview: page,
    grey: async () => page,
    picture: () => Promise.reject(new Error('Nobody is shown this page.')),
    laidFlat: () => Promise.reject(new Error('This page is flat.')),
  };
  const prepared = { image: page, scale: 1, treatments: steps.map((step) => ({ step, amount: null })) };
  const [other] = otherPreparations(scan, { prepared, overlook: lookOver(page) }, false);
  const { treatments = [] } = (await other)?.prepared ?? {};
  return treatments.map(({ step }) => step).filter((step) => step !== 'scaled');
}

/** Twenty lines of forty letters, and three hundred grains of dust in the margin. */
function dusty(): GreyImage {
  const [width, height] = [960, 720];
  const pixels = new Uint8Array(width * height).fill(240);
  const draw = (left: number, top: number, across: number, down: number, level: number) => {
    for (let y = top; y < top + down; y++) pixels.fill(level, y * width + left, y * width + left + across);
  };
  for (let line = 0; line < 20; line++) {
    for (let letter = 0; letter < 40; letter++) {
      draw(40 + letter * 16, 60 + line * 30, 10, 12, 40);
      draw(42 + letter * 16, 62 + line * 30, 6, 8, 240);
    }
  }
  for (let speck = 0; speck < 300; speck++) draw(730 + Math.floor(speck / 20) * 14, 50 + (speck % 20) * 31, 2, 1, 60);
  return { width, height, pixels };
}
