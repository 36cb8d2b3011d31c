import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { degrees, PDFName, PDFNumber, rgb, StandardFonts } from 'pdf-lib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { A4, buildPdf, cornersOf, drawCorners } from './build-pdf.ts';
import { BORN_DIGITAL, type PdfOpener, UPRIGHT } from './open-pdfs.ts';

/** Drawn pages, and where their words are. */
export function pdfDrawingContract({ openFile, openBytes, drawn }: PdfOpener): void {
  describe('drawing', () => {
    test.each([
      [0, UPRIGHT],
      [90, 'blue red white green'],
      [180, 'white blue green red'],
      [270, 'green white red blue'],
    ])('a page turned by %i° is drawn as it is shown', async (turn, corners) => {
      const { pdf, save } = await buildPdf();
      const page = pdf.addPage([A4.width, A4.height]);
      drawCorners(page);
      page.setRotation(degrees(turn));

      const read = await openBytes(await save());
      const { widthPt, heightPt } = await read.page(0);

      expect([Math.round(widthPt), Math.round(heightPt)]).toEqual(turn % 180 === 0 ? [595, 842] : [842, 595]);
      expect(await cornersOf((await drawn(read)).bytes)).toBe(corners);
    });

    test.each([true, false])('a page in larger units is as large as it says (packed: %s)', async (useObjectStreams) => {
      const { pdf, save } = await buildPdf();
      for (const unit of [1, 2.5, 1]) {
        const page = pdf.addPage([200, 300]);
        drawCorners(page);
        if (unit !== 1) page.node.set(PDFName.of('UserUnit'), PDFNumber.of(unit));
      }

      const read = await openBytes(await save({ useObjectStreams }));
      const widths = await Promise.all([0, 1, 2].map(async (page) => (await read.page(page)).widthPt));

      expect(widths).toEqual([200, 500, 200]);
      expect(await cornersOf((await drawn(read, 1)).bytes)).toBe(UPRIGHT);
    });

    test('only what the crop box shows is drawn', async () => {
      const { pdf, save } = await buildPdf();
      const page = pdf.addPage([800, 900]);
      page.drawRectangle({ x: 0, y: 0, width: 800, height: 900, color: rgb(0, 0, 0) });
      page.drawRectangle({ x: 100, y: 100, width: 300, height: 400, color: rgb(1, 1, 1) });
      page.setCropBox(100, 100, 300, 400);

      const read = await openBytes(await save());
      const picture = await read.draw(0, { widthPx: 300, heightPx: 400 });

      expect((await read.page(0)).widthPt).toBe(300);
      expect(await cornersOf(picture.bytes)).toBe('white white white white');
    });

    test('a page without colour is drawn grey, and exactly as large as asked', async () => {
      const { pdf, save } = await buildPdf();
      pdf.addPage([A4.width, A4.height]).drawText('Lai Chau', { x: 50, y: 400, size: 60 });

      const read = await openBytes(await save());
      const picture = await read.draw(0, { widthPx: 333, heightPx: 471 });
      const { width, height, channels } = await sharp(picture.bytes).metadata();

      expect({ width, height, channels }).toEqual({ width: 333, height: 471, channels: 1 });
    });
  });

  describe('words', () => {
    test('Vietnamese text is read word for word, in order', async () => {
      const truth = (await readFile(join(BORN_DIGITAL, 'truth.txt'), 'utf8')).split('\f');

      const read = await openFile(join(BORN_DIGITAL, 'document.pdf'));

      for (const [page, text] of truth.entries()) {
        const { words, unknownCharacters } = await read.words(page);
        expect(words.map((word) => word.text)).toEqual(text.split(/\s+/).filter(Boolean));
        expect(words.every((word) => word.text === word.text.normalize('NFC'))).toBe(true);
        expect(unknownCharacters).toBe(0);
      }
    });

    test.each([0, 90, 180, 270])('a word stands where its ink is, on a page turned by %i°', async (turn) => {
      const { pdf, save } = await buildPdf();
      const font = await pdf.embedFont(StandardFonts.Helvetica);
      const page = pdf.addPage([400, 600]);
      page.drawText('HOMES', { x: 80, y: 450, size: 40, font });
      page.setRotation(degrees(turn));

      const read = await openBytes(await save());
      const [word] = (await read.words(0)).words;
      const ink = await inkOf((await drawn(read)).bytes);

      expect(word?.text).toBe('HOMES');
      for (const side of ['left', 'top', 'right', 'bottom'] as const) {
        expect(Math.abs((word?.[side] ?? -1) - ink[side])).toBeLessThan(0.012);
      }
    });

    test('lines and blocks are counted in reading order', async () => {
      const { pdf, save } = await buildPdf();
      const page = pdf.addPage([A4.width, A4.height]);
      page.drawText('mot hai', { x: 50, y: 700, size: 12 });
      page.drawText('ba bon', { x: 50, y: 685, size: 12 });
      page.drawText('nam', { x: 50, y: 500, size: 12 });

      const { words } = await (await openBytes(await save())).words(0);

      expect(words.map(({ text, line, block }) => `${text} ${line} ${block}`)).toEqual([
        'mot 0 0',
        'hai 0 0',
        'ba 1 0',
        'bon 1 0',
        'nam 2 1',
      ]);
    });
  });
}

async function inkOf(bytes: Uint8Array) {
  const { data, info } = await sharp(bytes).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  const places = [...data.entries()].filter(([, value]) => value < 128).map(([at]) => at);
  const xs = places.map((at) => at % info.width);
  const ys = places.map((at) => Math.floor(at / info.width));
  const least = (values: readonly number[]) => values.reduce((one, other) => Math.min(one, other));
  const most = (values: readonly number[]) => values.reduce((one, other) => Math.max(one, other));
  return {
    left: least(xs) / info.width,
    top: least(ys) / info.height,
    right: (most(xs) + 1) / info.width,
    bottom: (most(ys) + 1) / info.height,
  };
}
