import { degrees, type PDFPage, rgb } from 'pdf-lib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { A4, addImage, addScan, buildPdf, cornerPicture, cornersOf } from './build-pdf.ts';
import { type PdfOpener, UPRIGHT } from './open-pdfs.ts';

/** A page that is one image, and pages that are not. */
export function pdfImagesContract({ openBytes, drawn }: PdfOpener): void {
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
