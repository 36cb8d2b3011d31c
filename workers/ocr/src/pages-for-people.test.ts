import { readFile } from 'node:fs/promises';
import type { Word } from '@diachi/page-text';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import type { OcrEngine } from './engines/ocr-engine.ts';
import { makePageText } from './make-page-text.ts';
import type { GreyImage } from './scan/grey-image.ts';
import { openScan, turnGrey } from './scan/sharp-scan-adapter.ts';

const rows = new URL('../../../test/fixtures/scripts/characters.png', import.meta.url);
let page: Buffer;

/** A sheet with rows of Chinese characters, one under the other. */
beforeAll(async () => {
  const input = await readFile(rows);
  const { height = 0 } = await sharp(input).metadata();
  const strips = [0, 1, 2, 3].map((row) => ({ input, left: 150, top: 150 + row * (height + 10) }));
  const sheet = sharp({ create: { width: 800, height: 1_000, channels: 3, background: '#fff' } }).composite(strips);
  page = await sharp(await sheet.png().toBuffer())
    .greyscale()
    .png()
    .toBuffer();
});

test('a page wholly in characters is neither turned nor read as Latin rubbish, but left to people', async () => {
  const text = await read(page, 30);

  expect(text).toMatchObject({ kind: 'unreadable', reason: { code: 'ocr.other-script' }, look: { kind: 'text' } });
  expect(text.look?.degrees).toBe(0);
  expect(text.treatments.map(({ step }) => step)).not.toContain('turned');
});

test('a pale page of characters, which make no sense in the mirror either, is not called blank', async () => {
  const pale = await sharp(page).linear(0.16, 214).png().toBuffer();

  expect(await read(pale, 0)).toMatchObject({ kind: 'unreadable', reason: { code: 'ocr.too-pale' } });
});

/** What an engine makes of characters: rubbish, and by chance so many letters of sense where they lie on their side. */
async function read(bytes: Uint8Array, byChance: number) {
  const engine: OcrEngine = {
    read: async (image) => ({
      words: [...rubbish(image), ...(image.width > image.height ? [sense(byChance)] : [])],
      engine: { name: 'tesseract.js', version: '1', model: 'vie', settings: {} },
    }),
    close: async () => {},
  };
  const tools = { engine, openScan, turnGrey, maxPixels: 10_000_000 };
  const work = { bytes, existing: null, dpi: 150, damage: null, language: 'vie' };
  return (await makePageText(tools, work)).text;
}

/** Four rows of nonsense all over the middle of a picture. */
const rubbish = ({ width, height }: GreyImage): readonly Word[] =>
  Array.from({ length: 16 }, (_, at) => ({
    text: '#Rl7kÄxqTÏwzj',
    confidence: 0.2,
    box: {
      x: Math.round(width * (0.1 + 0.2 * (at % 4))),
      y: Math.round(height * (0.1 + 0.2 * Math.floor(at / 4))),
      width: Math.round(width * 0.19),
      height: Math.round(height * 0.19),
    },
    line: Math.floor(at / 4),
    block: 0,
  }));

const sense = (letters: number): Word => ({
  text: 'a'.repeat(letters),
  confidence: 0.9,
  box: { x: 0, y: 0, width: 40, height: 10 },
  line: 9,
  block: 0,
});
