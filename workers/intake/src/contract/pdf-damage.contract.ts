import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { addImage, addScan, buildPdf, cornerPicture } from './build-pdf.ts';
import type { PdfOpener } from './open-pdfs.ts';

const PAGES = join(import.meta.dirname, '../../../../test/fixtures/pages');
const SIZE = { Width: 400, Height: 566, BitsPerComponent: 8 };

/** Pictures with a hole in their data: whoever decodes them goes on after it, and shows white where something was. */
export function pdfDamageContract({ openFile, openBytes }: PdfOpener): void {
  describe('an image with a hole in its data is told', () => {
    test.each([
      ['in its header', 40, 200_000],
      ['in its middle', 150_000, 4_096],
      ['at its end', 380_000, 2_048],
    ])('%s, in a scan of a real page', async (_, at, length) => {
      const bytes = await readFile(join(PAGES, 's16-scanned-pdf/document.pdf'));
      const second = jpegStarts(bytes)[1] ?? 0;
      bytes.fill(0, second + at, second + at + length);

      const read = await openBytes(bytes);

      expect([await read.lostImages(0), await read.lostImages(1), await read.lostImages(2)]).toEqual([0, 1, 0]);
    });

    test.each([true, false])('in a JPEG, progressive: %s', async (progressive) => {
      const jpeg = await noise().jpeg({ progressive }).toBuffer();
      expect(await lostOf(jpeg, (bytes) => jpegPage(bytes))).toEqual({ whole: 0, holed: 1 });
    });

    test('in Flate', async () => {
      const packed = deflateSync(await noise().raw().toBuffer());
      expect(
        await lostOf(packed, (bytes) => imagePage(bytes, { ColorSpace: 'DeviceRGB', Filter: 'FlateDecode' })),
      ).toEqual({
        whole: 0,
        holed: 1,
      });
    });

    test('in Group 4', async () => {
      const tiff = await noise()
        .threshold(128)
        .toColourspace('b-w')
        .tiff({ compression: 'ccittfax4', bitdepth: 1, tile: true, tileWidth: 400, tileHeight: 576 })
        .toBuffer();
      const lines = onlyTile(tiff);
      const fax = {
        ColorSpace: 'DeviceGray',
        BitsPerComponent: 1,
        Filter: 'CCITTFaxDecode',
        DecodeParms: { K: -1, Columns: 400, Rows: 566 },
      };
      expect(await lostOf(lines, (bytes) => imagePage(bytes, fax))).toEqual({ whole: 0, holed: 1 });
    });
  });

  describe('a whole image is not called damaged', () => {
    test.each(['s16-scanned-pdf', 's17-born-digital-pdf'])('%s', async (name) => {
      const read = await openFile(join(PAGES, name, 'document.pdf'));

      for (let page = 0; page < read.pageCount; page += 1) expect(await read.lostImages(page)).toBe(0);
    });

    test('when all of it is white', async () => {
      const white = sharp({ create: { width: 400, height: 566, channels: 3, background: '#ffffff' } });
      const read = await openBytes(await jpegPage(await white.jpeg().toBuffer()));

      expect(await read.lostImages(0)).toBe(0);
    });

    test('when its JPEG is followed by zeros', async () => {
      const jpeg = Buffer.concat([await cornerPicture(400, 566).jpeg().toBuffer(), Buffer.alloc(300)]);
      const read = await openBytes(await jpegPage(jpeg));

      expect(await read.lostImages(0)).toBe(0);
    });

    test('when its Flate has no checksum', async () => {
      const packed = deflateSync(await cornerPicture(400, 566).raw().toBuffer());
      const read = await openBytes(
        await imagePage(packed.subarray(0, -4), { ColorSpace: 'DeviceRGB', Filter: 'FlateDecode' }),
      );

      expect(await read.lostImages(0)).toBe(0);
    });
  });

  async function lostOf(packed: Buffer, page: (bytes: Uint8Array) => Promise<Uint8Array>) {
    const holed = Buffer.from(packed);
    holed.fill(0, Math.floor(packed.length / 2), Math.floor(packed.length / 2) + 2_000);
    const [one, other] = [await openBytes(await page(packed)), await openBytes(await page(holed))];
    return { whole: await one.lostImages(0), holed: await other.lostImages(0) };
  }
}

/** Something that takes as many bytes as a scan, and is the same each time. */
function noise() {
  const data = Buffer.alloc(400 * 566 * 3);
  let state = 7;
  for (const at of data.keys()) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    data[at] = state >> 16;
  }
  return sharp(data, { raw: { width: 400, height: 566, channels: 3 } }).blur(2);
}

async function jpegPage(jpeg: Uint8Array): Promise<Uint8Array> {
  const { pdf, save } = await buildPdf();
  await addScan(pdf, jpeg);
  return save();
}

async function imagePage(bytes: Uint8Array, dictionary: Readonly<Record<string, unknown>>): Promise<Uint8Array> {
  const { pdf, save } = await buildPdf();
  addImage(pdf, bytes, { ...SIZE, ...dictionary });
  return save();
}

function jpegStarts(bytes: Buffer): readonly number[] {
  const starts: number[] = [];
  for (let at = bytes.indexOf('stream\n\xff\xd8', 0, 'latin1'); at >= 0; ) {
    starts.push(at + 7);
    at = bytes.indexOf('stream\n\xff\xd8', at + 7, 'latin1');
  }
  return starts;
}

/** The data of a little-endian TIFF with one tile. */
function onlyTile(tiff: Buffer): Buffer {
  const directory = tiff.readUInt32LE(4);
  const fieldOf = (tag: number): number => {
    for (let at = directory + 2; at < tiff.length; at += 12)
      if (tiff.readUInt16LE(at) === tag) return tiff.readUInt32LE(at + 8);
    throw new Error(`This TIFF has no field ${tag}.`);
  };
  return tiff.subarray(fieldOf(324), fieldOf(324) + fieldOf(325));
}
