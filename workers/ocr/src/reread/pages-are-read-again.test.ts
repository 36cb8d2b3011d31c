import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Word } from '@diachi/page-text';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepEngine } from '../engines/keep-engine.ts';
import type { OcrEngine, Recognised } from '../engines/ocr-engine.ts';
import { tesseractJsAdapter } from '../engines/tesseract-js-engine.ts';
import type { GreyImage } from '../scan/grey-image.ts';
import { openScan } from '../scan/sharp-scan-adapter.ts';
import { reread } from './reread.ts';

const fixtures = new URL('../../../../test/fixtures/', import.meta.url);
let engine: OcrEngine;
let page: GreyImage;
let read: Recognised;
let inscriptionTop = 0;

/** Three lines of Vietnamese and, under them, three rows of Chinese characters, read by a real engine. */
beforeAll(async () => {
  const scratch = join(tmpdir(), 'diachi-models-test');
  engine = keepEngine(tesseractJsAdapter.source(scratch), { pageTimeMs: 60_000, pagesPerEngine: 100 });
  const print = await grey('strips/01.jpg');
  inscriptionTop = print.height;
  page = below(print, await grey('scripts/characters.png'));
  read = await engine.read(page, { language: 'vie', layout: 'page', model: 'first' });
});
afterAll(() => engine.close());

test('characters are left to people and never become Latin rubbish, and the print above them stays', async () => {
  const { words, otherScript } = await reread({ engine }, { image: page, ...read }, 'vie');

  expect(otherScript).toHaveLength(1);
  expect(otherScript[0]?.y).toBeGreaterThan(inscriptionTop - 20);
  expect(otherScript[0]?.height).toBeGreaterThan(80);
  expect(words.every(({ box }) => box.y < inscriptionTop)).toBe(true);
  expect(words.length).toBe(read.words.filter(({ box }) => box.y < inscriptionTop).length);
});

test('a word that was misread is read again from its cut-out', async () => {
  const print = read.words.filter(({ box }) => box.y < inscriptionTop);
  const place = print.findIndex(({ text, confidence }) => /^\p{L}{4,}$/u.test(text) && confidence > 0.9);
  const right = print[place] as Word;
  const misread = print.with(place, { ...right, text: 'xhjqw', confidence: 0.1 });

  const { words } = await reread({ engine }, { image: page, words: misread, engine: read.engine }, 'vie');

  expect(words[place]).toMatchObject({ text: right.text, reader: 0, change: { from: 'xhjqw', why: 'reread' } });
});

test('a line that was not read at all is found and added', async () => {
  const print = read.words.filter(({ box }) => box.y < inscriptionTop);
  const rest = print.filter(({ line }) => line !== print[0]?.line);
  const missed = print.filter(({ line }) => line === print[0]?.line);

  const { words } = await reread({ engine }, { image: page, words: rest, engine: read.engine }, 'vie');

  const added = words.filter(({ change }) => change?.from === '');
  expect(added.length).toBeGreaterThan(missed.length * 0.7);
  expect(missed.map(({ text }) => text)).toEqual(expect.arrayContaining(added.slice(0, 3).map(({ text }) => text)));
  expect(added[0]?.line).toBe(0);
});

const grey = async (name: string) => (await openScan(await readFile(new URL(name, fixtures)), 10_000_000)).grey(1);

function below(upper: GreyImage, lower: GreyImage): GreyImage {
  const width = Math.max(upper.width, lower.width);
  const height = upper.height + lower.height;
  const pixels = new Uint8Array(width * height).fill(255);
  for (const [picture, top] of [
    [upper, 0],
    [lower, upper.height],
  ] as const) {
    for (let y = 0; y < picture.height; y++) {
      pixels.set(picture.pixels.subarray(y * picture.width, (y + 1) * picture.width), (top + y) * width);
    }
  }
  return { width, height, pixels };
}
