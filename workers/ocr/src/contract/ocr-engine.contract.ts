import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GreyImage } from '../grey-image.ts';
import { keepEngine } from '../keep-engine.ts';
import type { OcrEngine, Recognised, StartEngine } from '../ocr-engine.ts';
import { openScan } from '../sharp-scan-adapter.ts';

const page = new URL('../../../../test/fixtures/pages/s13-low-150dpi/page.jpg', import.meta.url);
const request = { language: 'vie', layout: 'page', model: 'first' } as const;
const limits = { pageTimeMs: 60_000, pagesPerEngine: 100 };

/** What every engine promises, once it is kept. One page is read for all of it. */
export function ocrEngineContract(start: StartEngine): void {
  let engine: OcrEngine;
  let picture: GreyImage;
  let read: Recognised;

  beforeAll(async () => {
    engine = keepEngine(start, limits);
    picture = await (await openScan(await readFile(page), 100_000_000)).grey(1);
    read = await engine.read(picture, request);
  });
  afterAll(() => engine.close());

  test('the words of a page are read, in order and in NFC', () => {
    const text = read.words.map((word) => word.text).join(' ');

    expect(read.words.length).toBeGreaterThan(100);
    expect(text).toBe(text.normalize('NFC'));
    expect(text).toContain('tại kho Địa chí tầng 3');
    expect(read.words.every((word) => /^\S+$/.test(word.text))).toBe(true);
  });

  test('every word has its box within the picture and a confidence from 0 to 1', () => {
    for (const { box, confidence } of read.words) {
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.y).toBeGreaterThanOrEqual(0);
      expect(box.width).toBeGreaterThan(0);
      expect(box.height).toBeGreaterThan(0);
      expect(box.x + box.width).toBeLessThanOrEqual(picture.width);
      expect(box.y + box.height).toBeLessThanOrEqual(picture.height);
      expect(confidence).toBeGreaterThanOrEqual(0);
      expect(confidence).toBeLessThanOrEqual(1);
    }
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
    expect(read.engine.model).toContain('vie');
    expect(read.engine.settings).toMatchObject({ tessedit_pageseg_mode: '3' });
  });

  test('a picture without text gives no words', async () => {
    const white = { width: 600, height: 400, pixels: new Uint8Array(600 * 400).fill(255) };

    expect((await engine.read(white, request)).words).toEqual([]);
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
    const hurried = keepEngine(start, { ...limits, pageTimeMs: 1 });

    await expect(hurried.read(picture, request)).rejects.toMatchObject({ code: 'ocr.timed-out' });
    await hurried.close();
    expect((await engine.read(part(picture), request)).words.length).toBeGreaterThan(5);
  });
}

/** The upper quarter: a few lines, read quickly. */
const part = ({ width, height, pixels }: GreyImage): GreyImage => {
  const upper = Math.floor(height / 4);
  return { width, height: upper, pixels: pixels.slice(0, width * upper) };
};
