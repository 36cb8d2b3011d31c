import { readFile } from 'node:fs/promises';
import type { Word } from '@diachi/page-text';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GreyImage } from '../../scan/grey-image.ts';
import { openScan } from '../../scan/sharp-scan-adapter.ts';
import { keepEngine } from '../keep-engine.ts';
import type { EngineSource, OcrEngine, Recognised } from '../ocr-engine.ts';

const page = new URL('../../../../../test/fixtures/pages/s13-low-150dpi/page.jpg', import.meta.url);
const limits = { pageTimeMs: 60_000, pagesPerEngine: 100 };
const request = { language: 'vie', layout: 'page', model: 'first' } as const;

/** What every engine promises, once it is kept. One page is read for all of it. */
export function ocrEngineContract(source: EngineSource): void {
  let engine: OcrEngine;
  let picture: GreyImage;
  let read: Recognised;

  beforeAll(async () => {
    engine = keepEngine(source, limits);
    picture = await (await openScan(await readFile(page), 100_000_000)).grey(1);
    read = await engine.read(picture, request);
  });
  afterAll(() => engine.close());

  test('the words of a page are read, in order and in NFC', () => {
    const text = textOf(read.words);

    expect(read.words.length).toBeGreaterThan(100);
    expect(text).toBe(text.normalize('NFC'));
    expect(text).toContain('tại kho Địa chí tầng 3');
    expect(read.words.every((word) => /^\S+$/.test(word.text))).toBe(true);
  });

  test('every word has its box within the picture and a confidence from 0 to 1', () => {
    expectWithin(read.words, picture);
  });

  test('lines and blocks are counted from 0 and rise in reading order', () => {
    for (const of of ['line', 'block'] as const) {
      const numbers = read.words.map((word) => word[of]);
      const distinct = [...new Set(numbers)];

      expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
      expect(distinct).toEqual(distinct.map((_, index) => index));
    }
  });

  test('the engine says what it is and what it read with', () => {
    expect(read.engine.version).toMatch(/^\d+\.\d+/);
    expect(read.engine.name).toMatch(/^[a-z][a-z0-9.-]*$/);
    expect(read.engine.model).toContain('vie');
  });

  test('a column is read line by line, by either model', async () => {
    for (const model of ['first', 'second'] as const) {
      const { words, engine: about } = await engine.read(part(picture), { ...request, layout: 'column', model });

      expect(words.length).toBeGreaterThan(5);
      expect(new Set(words.map(({ line }) => line)).size).toBeGreaterThan(2);
      expect(about.settings).not.toEqual(read.engine.settings);
      expectWithin(words, part(picture));
    }
  });

  test('a picture without text gives no words', async () => {
    const white = { width: 600, height: 400, pixels: new Uint8Array(600 * 400).fill(255) };

    for (const layout of ['page', 'column'] as const)
      expect((await engine.read(white, { ...request, layout })).words).toEqual([]);
  });

  test('two languages are read together', async () => {
    const { engine: about } = await engine.read(part(picture), { ...request, language: 'vie+fra' });

    expect(about.model).toMatch(/vie.*fra/);
  });

  test('a language without a model is told by its code', async () => {
    await expect(engine.read(part(picture), { ...request, language: 'xxx' })).rejects.toMatchObject({
      kind: 'invalid',
      code: 'ocr.language-missing',
    });
  });

  test('a page that takes too long is given up, and the next is read', async () => {
    const hurried = keepEngine(source, { ...limits, pageTimeMs: 1 });

    await expect(hurried.read(picture, request)).rejects.toMatchObject({ code: 'ocr.timed-out' });
    await hurried.close();
    expect((await engine.read(part(picture), request)).words.length).toBeGreaterThan(5);
  });
}

function expectWithin(words: readonly Word[], picture: GreyImage): void {
  for (const { box, confidence } of words) {
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.y).toBeGreaterThanOrEqual(0);
    expect(box.width).toBeGreaterThan(0);
    expect(box.height).toBeGreaterThan(0);
    expect(box.x + box.width).toBeLessThanOrEqual(picture.width);
    expect(box.y + box.height).toBeLessThanOrEqual(picture.height);
    expect(confidence).toBeGreaterThanOrEqual(0);
    expect(confidence).toBeLessThanOrEqual(1);
  }
}

const textOf = (words: readonly Word[]) => words.map(({ text }) => text).join(' ');

/** The upper quarter: a few lines, read quickly. */
const part = ({ width, height, pixels }: GreyImage): GreyImage => {
  const upper = Math.floor(height / 4);
  return { width, height: upper, pixels: pixels.slice(0, width * upper) };
};
