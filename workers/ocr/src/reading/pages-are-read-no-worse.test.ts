import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepEngine } from '../engines/keep-engine.ts';
import type { OcrEngine } from '../engines/ocr-engine.ts';
import { tesseractJsAdapter } from '../engines/tesseract-js-engine.ts';
import { makePageText } from '../make-page-text.ts';
import { openScan, turnGrey } from '../scan/sharp-scan-adapter.ts';
import { sense } from './find-upright.ts';
import { ALL_STEPS, type ReadingSteps } from './reading-steps.ts';

const strip = new URL('../../../../test/fixtures/strips/01.jpg', import.meta.url);
const PAPER = 185;
let engine: OcrEngine;

beforeAll(() => {
  const scratch = join(tmpdir(), 'diachi-models-test');
  engine = keepEngine(tesseractJsAdapter.source(scratch), { pageTimeMs: 60_000, pagesPerEngine: 100 });
});
afterAll(() => engine.close());

test('a faded page on grainy paper is read no worse than without any treatment', async () => {
  const bytes = await fadedPage();

  const plain = await read(bytes, new Set());
  const treated = await read(bytes, ALL_STEPS);

  expect(plain.letters).toBeGreaterThan(100);
  expect(treated.letters).toBeGreaterThanOrEqual(plain.letters * 0.97);
  expect(treated.treatments).not.toContain('dust-removed');
});

async function read(bytes: Uint8Array, steps: ReadingSteps) {
  const page = { bytes, existing: null, dpi: null, damage: null, language: 'vie' };
  const { text } = await makePageText({ engine, openScan, turnGrey, maxPixels: 10_000_000, steps }, page);
  if (text.kind !== 'read') throw new Error(`The page was not read: ${text.kind}.`);
  return { letters: sense(text.words), treatments: text.treatments.map(({ step }) => step) };
}

/** Lines of print of which the ink keeps so much light that it is torn where it is only looked at. */
async function fadedPage(): Promise<Uint8Array> {
  const { data, info } = await sharp(await readFile(strip))
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const height = info.height * 2;
  const pixels = Uint8Array.from({ length: info.width * height }, (_, at) => {
    const level = (data[at % (info.width * info.height)] as number) / 255;
    const grain = (((at % info.width) * 73 + Math.floor(at / info.width) * 151 + (at % 97)) % 13) - 6;
    return PAPER * (0.76 + 0.24 * level) + grain;
  });
  return sharp(pixels, { raw: { width: info.width, height, channels: 1 } })
    .png()
    .toBuffer();
}
