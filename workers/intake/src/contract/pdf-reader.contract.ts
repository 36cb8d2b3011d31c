import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { degrees, PDFName, PDFNumber, type PDFPage, rgb, StandardFonts } from 'pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawnSize } from '../drawn-size.ts';
import type { OpenPdf, PdfReader } from '../pdf-reader.ts';
import {
  A4,
  addBookmarks,
  addImage,
  addScan,
  buildPdf,
  cornerPicture,
  cornersOf,
  drawCorners,
  labelPages,
} from './build-pdf.ts';

const BORN_DIGITAL = join(import.meta.dirname, '../../../../test/fixtures/pages/s17-born-digital-pdf');
const UPRIGHT = 'red green blue white';

/** What every reader of PDFs promises. Each one's test file calls this once. */
export function pdfReaderContract(reader: PdfReader): void {
  let folder: string;
  const opened: OpenPdf[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pdf-reader-'));
  });

  afterAll(async () => {
    await Promise.all(opened.map((pdf) => pdf.close()));
    await rm(folder, { recursive: true });
  });

  const openFile = async (path: string): Promise<OpenPdf> => {
    const pdf = await reader.open({ path }, { pageTimeMs: 30_000 });
    opened.push(pdf);
    return pdf;
  };

  const openBytes = async (bytes: Uint8Array | string): Promise<OpenPdf> => {
    const path = join(folder, `${Math.random().toString(36).slice(2)}.pdf`);
    await writeFile(path, bytes);
    return openFile(path);
  };

  const drawn = async (pdf: OpenPdf, page = 0) => {
    const size = drawnSize(await pdf.page(page), 1_000_000);
    if (!size) throw new Error('This page should be drawn.');
    return pdf.draw(page, size);
  };

  describe('what a PDF says of itself', () => {
    test('labels and headings are those the PDF gives', async () => {
      const { pdf, save } = await buildPdf();
      for (let page = 0; page < 4; page += 1) pdf.addPage([A4.width, A4.height]);
      labelPages(pdf, 2);
      addBookmarks(pdf, [
        { title: 'Lời nói đầu', page: 0 },
        { title: 'Chương 1', page: 2, under: [{ title: 'Đất đai', page: 3 }] },
      ]);

      const read = await openBytes(await save());

      expect(read.pageCount).toBe(4);
      expect(await Promise.all([0, 1, 2, 3].map(async (page) => (await read.page(page)).label))).toEqual([
        'i',
        'ii',
        '1',
        '2',
      ]);
      expect(read.bookmarks).toEqual([
        { title: 'Lời nói đầu', page: 0, level: 0 },
        { title: 'Chương 1', page: 2, level: 0 },
        { title: 'Đất đai', page: 3, level: 1 },
      ]);
    });

    test('an outline that leads back into itself ends', async () => {
      const { pdf, save } = await buildPdf();
      pdf.addPage([A4.width, A4.height]);
      addBookmarks(pdf, [
        { title: 'một', page: 0 },
        { title: 'hai', page: 0 },
      ]);
      const bytes = Buffer.from(await save()).toString('latin1');
      const looped = bytes.replace(/\/Next (\d+) 0 R/, (_, next: string) => `/Next ${Number(next) - 1} 0 R`);

      const read = await openBytes(Buffer.from(looped, 'latin1'));

      expect(read.bookmarks.length).toBeLessThanOrEqual(2);
    });

    test('a page without a label has none', async () => {
      const { pdf, save } = await buildPdf();
      pdf.addPage([A4.width, A4.height]);

      const read = await openBytes(await save());

      expect((await read.page(0)).label).toBeNull();
    });
  });

  describe('a page that is one image', () => {
    test('a JPEG comes out byte for byte', async () => {
      const jpeg = await cornerPicture(400, 566).jpeg().toBuffer();
      const { pdf, save } = await buildPdf();
      await addScan(pdf, jpeg);

      const read = await openBytes(await save());
      const picture = await read.takeImage(0);

      expect((await read.page(0)).image).toMatchObject({ widthPx: 400, heightPx: 566, turns: 0 });
      expect(picture).toMatchObject({ type: 'image/jpeg', widthPx: 400, heightPx: 566 });
      expect(Buffer.from(picture.bytes).equals(jpeg)).toBe(true);
    });

    test.each([
      [90, 'blue red white green'],
      [180, 'white blue green red'],
      [270, 'green white red blue'],
    ])('turned by %i° it is shown as the page shows it', async (turn, corners) => {
      const { pdf, save } = await buildPdf();
      await addScan(pdf, await cornerPicture(400, 566).jpeg({ quality: 95 }).toBuffer(), turn);

      const read = await openBytes(await save());
      const picture = await read.takeImage(0);

      expect(picture.type).toBe('image/jpeg');
      expect(picture.widthPx).toBe(turn === 180 ? 400 : 566);
      expect(await cornersOf(picture.bytes)).toBe(corners);
      expect(await cornersOf((await drawn(read)).bytes)).toBe(corners);
    });

    test('an orientation inside its JPEG does not turn it a second time', async () => {
      const jpeg = await cornerPicture(400, 566).withMetadata({ orientation: 6 }).jpeg({ quality: 95 }).toBuffer();
      const { pdf, save } = await buildPdf();
      addImage(pdf, jpeg, {
        Width: 400,
        Height: 566,
        ColorSpace: 'DeviceRGB',
        BitsPerComponent: 8,
        Filter: 'DCTDecode',
      });

      const read = await openBytes(await save());

      expect(await cornersOf((await read.takeImage(0)).bytes)).toBe(UPRIGHT);
    });

    test('laid on its side in the file and turned back by the page, it comes out upright', async () => {
      const sideways = await sharp(await cornerPicture(400, 566).png().toBuffer())
        .rotate(-90)
        .jpeg({ quality: 95 })
        .toBuffer();
      const { pdf, save } = await buildPdf();
      const page = pdf.addPage([A4.width, A4.height]);
      page.drawImage(await pdf.embedJpg(sideways), {
        x: 0,
        y: A4.height,
        width: A4.height,
        height: A4.width,
        rotate: degrees(-90),
      });

      const read = await openBytes(await save());

      expect((await read.page(0)).image?.turns).toBe(1);
      expect(await cornersOf((await read.takeImage(0)).bytes)).toBe(UPRIGHT);
    });

    test.each(['plain', 'G4'] as const)('black and white stays one bit: %s', async (kind) => {
      const { bits, image, width, height } = await bilevelImage(kind);
      const { pdf, save } = await buildPdf();
      addImage(pdf, bits, image);

      const read = await openBytes(await save());
      const picture = await read.takeImage(0);
      const facts = await sharp(picture.bytes).metadata();
      const { data } = await sharp(picture.bytes).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });

      expect(facts).toMatchObject({ width, height, bitsPerSample: 1 });
      expect([data[0], data[width - 1], data[data.length - 1]]).toEqual([0, 255, 255]);
    });

    test('values stored the wrong way round are put right', async () => {
      const upright = await cornerPicture(200, 283).png().toBuffer();
      const negative = await sharp(upright).negate().jpeg({ quality: 95 }).toBuffer();
      const { pdf, save } = await buildPdf();
      addImage(pdf, negative, {
        Width: 200,
        Height: 283,
        ColorSpace: 'DeviceRGB',
        BitsPerComponent: 8,
        Filter: 'DCTDecode',
        Decode: [1, 0, 1, 0, 1, 0],
      });

      const read = await openBytes(await save());

      expect(await cornersOf((await read.takeImage(0)).bytes)).toBe(UPRIGHT);
    });

    test('a CMYK JPEG comes out in the colours it is shown in', async () => {
      const jpeg = await cornerPicture(200, 283).toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer();
      const { pdf, save } = await buildPdf();
      await addScan(pdf, jpeg);

      const read = await openBytes(await save());
      const picture = await read.takeImage(0);
      const { channels } = await sharp(picture.bytes).metadata();

      expect(channels).toBe(3);
      expect((await sharp(picture.bytes).stats()).channels.every(({ mean }) => mean > 120)).toBe(true);
    });
  });

  describe('a page that is not one image has to be drawn', () => {
    const jpeg = () => cornerPicture(200, 283).jpeg().toBuffer();

    test.each<[string, (page: PDFPage) => void]>([
      [
        'something is drawn over it',
        (page) => page.drawRectangle({ x: 50, y: 50, width: 90, height: 40, color: rgb(1, 0, 0) }),
      ],
      ['words are printed over it', (page) => page.drawText('SAO Y', { x: 50, y: 50, size: 30 })],
    ])('%s', async (_, add) => {
      const { pdf, save } = await buildPdf();
      add(await addScan(pdf, await jpeg()));

      const read = await openBytes(await save());

      expect((await read.page(0)).image).toBeNull();
    });

    test.each([
      ['it does not reach the edges', { x: 60, y: 60, width: 475, height: 722 }],
      ['the page shows only a part of it', { x: 0, y: 0, width: 1_190, height: 842 }],
    ])('%s', async (_, place) => {
      const { pdf, save } = await buildPdf();
      pdf.addPage([A4.width, A4.height]).drawImage(await pdf.embedJpg(await jpeg()), place);

      const read = await openBytes(await save());

      expect((await read.page(0)).image).toBeNull();
    });

    test('words that are not seen do not count', async () => {
      const { pdf, save } = await buildPdf();
      const page = await addScan(pdf, await jpeg());
      hiddenText(page, 'Thu vien');

      const read = await openBytes(await save());

      expect((await read.page(0)).image).not.toBeNull();
      expect((await read.words(0)).words.map(({ text }) => text)).toEqual(['Thu', 'vien']);
    });
  });

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

  describe('what cannot be read', () => {
    const options = { pageTimeMs: 30_000 };

    test('a PDF with a password is told from a damaged one', async () => {
      const { pdf, save } = await buildPdf();
      pdf.addPage();
      await pdf.encrypt({ userPassword: 'bi mat', ownerPassword: 'chu' });
      const path = join(folder, 'locked.pdf');
      await writeFile(path, await save());

      await expect(reader.open({ path }, options)).rejects.toMatchObject({ reason: 'encrypted' });
    });

    test('a PDF that only forbids changes is read', async () => {
      const { pdf, save } = await buildPdf();
      drawCorners(pdf.addPage([A4.width, A4.height]));
      await pdf.encrypt({ userPassword: '', ownerPassword: 'chu' });

      const read = await openBytes(await save());

      expect(await cornersOf((await drawn(read)).bytes)).toBe(UPRIGHT);
    });

    test.each([
      ['nothing after its header', '%PDF-1.7\n'],
      ['noise', `%PDF-1.7\n${'x'.repeat(5_000)}`],
    ])('%s is damaged', async (_, content) => {
      const path = join(folder, 'damaged.pdf');
      await writeFile(path, content);

      await expect(reader.open({ path }, options)).rejects.toMatchObject({ reason: 'damaged' });
    });

    test('a page that is missing does not keep the others from being read', async () => {
      const { pdf, save } = await buildPdf();
      for (let page = 0; page < 3; page += 1) drawCorners(pdf.addPage([A4.width, A4.height]));
      const lost = pdf.getPage(1).ref;
      const bytes = Buffer.from(await save()).toString('latin1');
      const broken = bytes.replace(`\n${lost.objectNumber} 0 obj`, `\n${lost.objectNumber + 700} 0 obj`);

      const read = await openBytes(Buffer.from(broken, 'latin1'));

      expect(read.pageCount).toBe(3);
      await expect(read.page(1)).rejects.toMatchObject({ reason: 'page-damaged' });
      expect(await cornersOf((await drawn(read, 2)).bytes)).toBe(UPRIGHT);
    });

    test('what takes too long is stopped', async () => {
      const path = join(BORN_DIGITAL, 'document.pdf');

      await expect(reader.open({ path }, { pageTimeMs: 1 })).rejects.toMatchObject({ reason: 'too-slow' });
    });

    test('a page is not waited for once the work is called off', async () => {
      const stop = new AbortController();
      const read = await reader.open({ path: join(BORN_DIGITAL, 'document.pdf') }, { ...options, signal: stop.signal });
      opened.push(read);

      const drawing = read.draw(0, { widthPx: 2_000, heightPx: 2_800 });
      stop.abort(new Error('called off'));

      await expect(drawing).rejects.toThrow('called off');
    });
  });
}

function hiddenText(page: PDFPage, text: string): void {
  page.drawText(text, { x: 40, y: 500, size: 20, renderMode: 3 as never });
}

async function bilevelImage(kind: 'plain' | 'G4') {
  const [width, height] = [64, 90];
  // The left upper quarter is black.
  const grey = Buffer.alloc(width * height, 255);
  for (let y = 0; y < height / 2; y += 1) grey.fill(0, y * width, y * width + width / 2);
  const common = { Width: width, Height: height, ColorSpace: 'DeviceGray', BitsPerComponent: 1 };
  if (kind === 'plain') {
    const bits = Buffer.alloc((width / 8) * height, 0xff);
    for (let y = 0; y < height / 2; y += 1) bits.fill(0, (y * width) / 8, (y * width) / 8 + width / 16);
    return { bits, image: common, width, height };
  }
  const tiff = await sharp(grey, { raw: { width, height, channels: 1 } })
    .toColourspace('b-w')
    .tiff({ compression: 'ccittfax4', bitdepth: 1 })
    .toBuffer();
  const { strip, photometric } = onlyStrip(tiff);
  return {
    bits: strip,
    image: {
      ...common,
      Filter: 'CCITTFaxDecode',
      DecodeParms: { K: -1, Columns: width, Rows: height, BlackIs1: photometric === 1 },
    },
    width,
    height,
  };
}

/** The data of a little-endian TIFF with one strip. */
function onlyStrip(tiff: Buffer): { strip: Buffer; photometric: number } {
  const directory = tiff.readUInt32LE(4);
  const entryOf = (tag: number): number => {
    for (let at = directory + 2; ; at += 12) {
      if (tiff.readUInt16LE(at) === tag)
        return tiff.readUInt16LE(at + 2) === 3 ? tiff.readUInt16LE(at + 8) : tiff.readUInt32LE(at + 8);
    }
  };
  return { strip: tiff.subarray(entryOf(273), entryOf(273) + entryOf(279)), photometric: entryOf(262) };
}

/** Where the dark pixels are, in shares of the picture. */
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
