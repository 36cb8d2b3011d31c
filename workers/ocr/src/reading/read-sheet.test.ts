import { readFile } from 'node:fs/promises';
import { parsePageText, type Word } from '@diachi/page-text';
import { expect, test } from 'vitest';
import type { OcrEngine } from '../engines/ocr-engine.ts';
import { makePageText } from '../make-page-text.ts';
import { openScan, turnGrey } from '../scan/sharp-scan-adapter.ts';
import { ALL_STEPS, type ReadingSteps } from './reading-steps.ts';

const photograph = new URL('../../../../test/fixtures/pages/s11-phone-photo/page.jpg', import.meta.url);
const typed = new URL('../../../../test/fixtures/pages/s13-low-150dpi/page.jpg', import.meta.url);
const PHOTOGRAPH_SHAPE = 0.742;
const SHEET_SHAPE = 0.695;

test('a sheet photographed at a slant is laid flat for readers, and the record says where its corners were', async () => {
  const text = await read(photograph, sureOf(SHEET_SHAPE));

  expect(text.treatments.map(({ step }) => step)).toContain('laid-flat');
  expect(text.look?.laidFlatFrom).toHaveLength(4);
  expect(shapeOf(text.image)).toBeCloseTo(SHEET_SHAPE, 2);
});

test('a sheet that reads better as it came is kept so', async () => {
  const text = await read(photograph, sureOf(PHOTOGRAPH_SHAPE));

  expect(text.treatments.map(({ step }) => step)).not.toContain('laid-flat');
  expect(text.look?.laidFlatFrom).toBeUndefined();
  expect(shapeOf(text.image)).toBeCloseTo(PHOTOGRAPH_SHAPE, 2);
});

test('nothing is laid flat when that step is left out, nor on a page that was scanned', async () => {
  const without = new Set([...ALL_STEPS].filter((step) => step !== 'lay-flat'));

  expect((await read(photograph, sureOf(SHEET_SHAPE), without)).look?.laidFlatFrom).toBeUndefined();
  expect((await read(typed, sureOf(SHEET_SHAPE))).look?.laidFlatFrom).toBeUndefined();
});

const shapeOf = (image: { readonly widthPx: number; readonly heightPx: number } | null) =>
  image ? image.widthPx / image.heightPx : 0;

/** An engine that reads pictures of this shape well, and makes nothing of others. */
function sureOf(shape: number): OcrEngine {
  return {
    read: async ({ width, height }) => {
      const isSure = Math.abs(width / height - shape) < 0.02;
      return {
        words: Array.from({ length: isSure ? 400 : 40 }, () => ({ ...word, confidence: isSure ? 0.97 : 0.4 })),
        engine: { name: 'tesseract.js', version: '1', model: 'vie', settings: {} },
      };
    },
    close: async () => {},
  };
}

const word: Word = { text: 'thư', box: { x: 10, y: 10, width: 40, height: 20 }, confidence: 1, line: 0, block: 0 };

async function read(path: URL, engine: OcrEngine, steps: ReadingSteps = ALL_STEPS) {
  const page = { bytes: await readFile(path), existing: null, dpi: null, damage: null, language: 'vie' };
  const { text } = await makePageText({ engine, openScan, turnGrey, maxPixels: 50_000_000, steps }, page);
  return parsePageText(Buffer.from(JSON.stringify(text)));
}
