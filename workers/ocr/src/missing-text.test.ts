import type { Box, Word } from '@diachi/page-text';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { OcrEngine } from './engines/ocr-engine.ts';
import { makePageText } from './make-page-text.ts';
import { openScan, turnGrey } from './scan/sharp-scan-adapter.ts';

const [WIDTH, HEIGHT] = [800, 1_000];
const ROWS = [100, 200, 300, 400, 500, 600];

test('lines that nobody could read raise the error expected of a page, and do not make it unreadable', async () => {
  const whole = await expectedOf(ROWS);
  const lacking = await expectedOf(ROWS.slice(0, 4));

  expect(whole).toBeLessThan(0.05);
  expect(lacking).toBeGreaterThan(0.25);
});

/** What is expected to be wrong of a page of which only these rows are read, and surely. */
async function expectedOf(rows: readonly number[]): Promise<number> {
  const engine: OcrEngine = {
    read: async (image, { model }) => ({
      words: model === 'first' ? rows.flatMap((y, line) => wordsOver(y, line, image.width / WIDTH)) : [],
      engine: { name: 'tesseract', version: '5', model: 'vie', settings: {} },
    }),
    close: async () => {},
  };
  const tools = { engine, openScan, turnGrey, maxPixels: 10_000_000, mostExpectedError: 0.2 };
  const bytes = await page();
  const { text } = await makePageText(tools, { bytes, existing: null, dpi: 150, damage: null, language: 'vie' });
  return text.kind === 'read' ? (text.expectedError ?? -1) : Number.NaN;
}

/** Ten words of four letters each, over a row of marks. */
const wordsOver = (y: number, line: number, times: number): readonly Word[] =>
  Array.from({ length: 10 }, (_, at) => ({
    text: 'làng',
    box: scaled({ x: 100 + at * 60, y: y - 2, width: 60, height: 26 }, times),
    confidence: 0.97,
    line,
    block: 0,
  }));

const scaled = ({ x, y, width, height }: Box, times: number): Box => ({
  x: Math.round(x * times),
  y: Math.round(y * times),
  width: Math.round(width * times),
  height: Math.round(height * times),
});

/** Six rows of forty marks as large as letters. */
function page(): Promise<Buffer> {
  const pixels = new Uint8Array(WIDTH * HEIGHT).fill(235);
  for (const y of ROWS) {
    for (let letter = 0; letter < 40; letter++) {
      const left = 100 + letter * 15;
      for (let line = y; line < y + 20; line++) pixels.fill(40, line * WIDTH + left, line * WIDTH + left + 9);
    }
  }
  return sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 1 } })
    .png()
    .toBuffer();
}
