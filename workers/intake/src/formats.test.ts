import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keys } from '@diachi/domain';
import sharp, { type Sharp } from 'sharp';
import { afterEach, describe, expect, test } from 'vitest';
import { addImage, addScan, buildPdf, cornerPicture, cornersOf } from './contract/build-pdf.ts';
import { buildTiff } from './contract/build-tiff.ts';
import { type GivenFile, type Intake, openIntake } from './contract/open-intake.ts';

const PAGES = join(import.meta.dirname, '../../../test/fixtures/pages');
/** Eighty by a hundred and twenty pixels with the corners of `cornerPicture`, packed with OpenJPEG. */
const JP2 = Buffer.from(
  [
    'AAAADGpQICANCocKAAAAFGZ0eXBqcDIgAAAAAGpwMiAAAAAtanAyaAAAABZpaGRyAAAAeAAAAFAAAwcHAAAAAAAPY29scgEA',
    'AAAAABAAAAHBanAyY/9P/1EALwAAAAAAUAAAAHgAAAAAAAAAAAAAAFAAAAB4AAAAAAAAAAAAAwcBAQcBAQcBAf9SAAwAAAAB',
    'AQUEBAAB/1wAE0BASEhQSEhQSEhQSEhQSEhQ/2QAJQABQ3JlYXRlZCBieSBPcGVuSlBFRyB2ZXJzaW9uIDIuNS4w/5AACgAA',
    'AAABOgAB/5PfSMAQJznsRXgHYmjCj7XfMGAceDpDBEr+kKAU1XpJU8fGFvqCIeEAEqFvgSgBPwBTRBmMvwFa88fPjCX0Bo+M',
    'IBgJJOgD9M2E9CAD4r3Dz4A58YWHwBgVMuIU1XTSbhf1fs+AePgIh0Uzi8KLnDMEDxRwGXvfumcV9jdnVc4WfALCMCH9jvdq',
    'JfCTPccgNI7OFnwCwkAXDzVn/QxkZK+xFpromsdIhOCdA9TEDqTR9AnEji87N4zEscKANeFnPCY9MV2OVsSxKBw8I+TlBxSB',
    '71PFRHEgJo46AQaYE2N45vlfI1GeVQrOHnDAWoVtHTdWeZCav3pqwc4icOAnOj+lE8znYXmS+yDrP1XFTFSAQDPraeK//MRH',
    'vw+CS0J72IB5ziCJQAcK4J56ooD/2Q==',
  ].join(''),
  'base64',
);
const grey = { create: { width: 60, height: 90, channels: 3 as const, background: '#c8c8c8' } };

let opened: Intake | undefined;

afterEach(async () => {
  await opened?.close();
  opened = undefined;
});

async function given(...files: readonly GivenFile[]): Promise<Intake> {
  opened = await openIntake(files);
  return opened;
}

describe('a picture that is plain stays where it is', () => {
  test.each<[string, Sharp]>([
    ['JPEG', cornerPicture(80, 100).jpeg()],
    ['progressive JPEG', cornerPicture(80, 100).jpeg({ progressive: true })],
    ['grey JPEG', sharp(grey).toColourspace('b-w').jpeg()],
    ['PNG', cornerPicture(80, 100).png()],
    ['PNG with a palette', cornerPicture(80, 100).png({ palette: true })],
    ['WebP', cornerPicture(80, 100).webp()],
    ['TIFF with LZW', cornerPicture(80, 100).tiff({ compression: 'lzw' })],
    ['TIFF with G4', sharp(grey).threshold().toColourspace('b-w').tiff({ compression: 'ccittfax4', bitdepth: 1 })],
    ['TIFF in tiles', cornerPicture(300, 300).tiff({ tile: true, tileWidth: 128, tileHeight: 128 })],
  ])('%s', async (_, picture) => {
    const { run, store } = await given({ fileName: 'trang', bytes: await picture.toBuffer() });

    const { pages } = await run();

    expect(pages).toMatchObject([{ damage: null, textKey: null }]);
    expect(pages[0]?.scanKey).toMatch(/^originals\//);
    await expect(sharp(await store.get(pages[0]?.scanKey ?? '')).stats()).resolves.toBeDefined();
  });
});

describe('a picture later steps would have to know about becomes a plain one', () => {
  const clear = { create: { width: 60, height: 90, channels: 4 as const, background: { r: 0, g: 0, b: 0, alpha: 0 } } };

  test.each<[string, Sharp, readonly number[]]>([
    ['transparent PNG', sharp(clear).png(), [255, 255, 255]],
    ['transparent WebP', sharp(clear).webp({ lossless: true }), [255, 255, 255]],
    ['transparent TIFF', sharp(clear).tiff({ compression: 'lzw' }), [255, 255, 255]],
    ['16-bit PNG', sharp(grey).toColourspace('rgb16').png(), [200, 200, 200]],
    ['16-bit grey TIFF', sharp(grey).greyscale().toColourspace('grey16').tiff({ compression: 'lzw' }), [200]],
    ['CMYK JPEG', sharp(grey).toColourspace('cmyk').jpeg(), [200, 200, 200]],
    ['CMYK TIFF', sharp(grey).toColourspace('cmyk').tiff(), [200, 200, 200]],
  ])('%s', async (_, picture, colour) => {
    const { run, scan, revision } = await given({ fileName: 'trang', bytes: await picture.toBuffer() });

    const { pages } = await run();
    const plain = sharp(await scan(pages[0]));
    const { width, height, channels } = await plain.metadata();
    const data = await plain
      .toColourspace(channels === 1 ? 'b-w' : 'srgb')
      .raw()
      .toBuffer();

    expect(pages[0]).toMatchObject({ scanKey: keys.scan(revision, 0), damage: null });
    expect([width, height, channels]).toEqual([60, 90, colour.length]);
    for (const [at, value] of colour.entries()) expect(Math.abs((data[at] ?? 0) - value)).toBeLessThan(20);
  });

  test('and keeps the orientation its camera noted', async () => {
    const upright = await cornerPicture(80, 120).ensureAlpha(0.9).png().toBuffer();
    const sideways = sharp(upright).rotate(-90).withMetadata({ orientation: 6 }).webp({ lossless: true });
    const { run, scan } = await given({ fileName: 'anh.webp', bytes: await sideways.toBuffer() });

    const { pages } = await run();
    const { width, height } = await sharp(await scan(pages[0])).metadata();

    expect([width, height]).toEqual([80, 120]);
  });
});

describe('a TIFF with several pages', () => {
  test('is taken apart, black and white as one bit, at the size it was scanned', async () => {
    const { run, scan } = await given({
      fileName: 'so.tif',
      bytes: await readFile(join(PAGES, 's15-multipage/document.tif')),
    });

    const { pages } = await run();
    const facts = await Promise.all(pages.map(async (page) => sharp(await scan(page)).metadata()));

    expect(pages.map(({ dpi, damage, type }) => ({ dpi, damage, type }))).toEqual(
      Array(3).fill({ dpi: 300, damage: null, type: 'image/tiff' }),
    );
    expect(
      facts.map(({ width, height, bitsPerSample, pages: count }) => [width, height, bitsPerSample, count ?? 1]),
    ).toEqual(Array(3).fill([2_479, 3_508, 1, 1]));
  });

  test('keeps every dot of a black and white page', async () => {
    const path = join(PAGES, 's15-multipage/document.tif');
    const { run, scan } = await given({ fileName: 'so.tif', bytes: await readFile(path) });

    const { pages } = await run();
    const [before, after] = await Promise.all(
      [sharp(path, { page: 1 }), sharp(await scan(pages[1]))].map((one) => one.toColourspace('b-w').raw().toBuffer()),
    );

    expect(after?.equals(before ?? Buffer.alloc(0))).toBe(true);
  });

  test.each([
    { isBig: false, isLittle: true },
    { isBig: false, isLittle: false },
    { isBig: true, isLittle: true },
    { isBig: true, isLittle: false },
  ])('is read in every form of the format: %o', async (form) => {
    const bytes = buildTiff(
      [
        { width: 50, height: 70 },
        { width: 60, height: 80, dpi: 400 },
      ],
      form,
    );
    const { run, scan } = await given({ fileName: 'so.tif', bytes });

    const { pages } = await run();

    expect(pages.map(({ dpi }) => dpi)).toEqual([300, 400]);
    expect((await sharp(await scan(pages[1])).metadata()).width).toBe(60);
  });

  test('smaller copies of a page are no pages', async () => {
    const bytes = buildTiff([
      { width: 100, height: 140 },
      { width: 50, height: 70, subfileType: 1 },
      { width: 90, height: 130, grey: 10 },
    ]);
    const { run, scan } = await given({ fileName: 'so.tif', bytes });

    const { pages } = await run();

    expect(await Promise.all(pages.map(async (page) => (await sharp(await scan(page)).metadata()).width))).toEqual([
      100, 90,
    ]);
  });

  test('colours and transparency become plain', async () => {
    const red = await sharp({
      create: { width: 40, height: 40, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0.5 } },
    })
      .png()
      .toBuffer();
    const bytes = await sharp([red, red], { join: { animated: true } })
      .tiff({ compression: 'lzw' })
      .toBuffer();
    const { run, scan } = await given({ fileName: 'so.tif', bytes });

    const { pages } = await run();
    const { data, info } = await sharp(await scan(pages[1]))
      .raw()
      .toBuffer({ resolveWithObject: true });

    expect(pages).toHaveLength(2);
    expect(info.channels).toBe(3);
    expect([...data.subarray(0, 3)].map((value) => Math.round(value / 10))).toEqual([26, 13, 13]);
  });

  test('that breaks off keeps the pages before the break, and marks what is cut', async () => {
    const whole = buildTiff([
      { width: 50, height: 70 },
      { width: 50, height: 70 },
      { width: 50, height: 70 },
    ]);
    const { run } = await given({ fileName: 'so.tif', bytes: whole.subarray(0, whole.length - 200) });

    const { pages } = await run();

    expect(pages.map(({ damage }) => damage?.code ?? null)).toEqual([null, 'original.truncated']);
  });

  test.each(['first', 'outside'] as const)(
    'whose list leads %s ends there, and says so on its last page',
    async (end) => {
      const { run } = await given({
        fileName: 'so.tif',
        bytes: buildTiff(
          [
            { width: 50, height: 70 },
            { width: 50, height: 70 },
          ],
          { end },
        ),
      });

      const { pages } = await run();

      expect(pages.map(({ damage }) => damage?.code ?? null)).toEqual([null, 'original.truncated']);
    },
  );

  test('of which one page is too large keeps the others', async () => {
    const bytes = buildTiff([
      { width: 50, height: 70 },
      { width: 50, height: 70, claims: { width: 90_000, height: 90_000 } },
    ]);
    const { run } = await given({ fileName: 'so.tif', bytes });

    const { pages } = await run();

    expect(pages.map(({ damage, scanKey }) => [damage?.code ?? null, scanKey !== null])).toEqual([
      [null, true],
      ['original.too-many-pixels', false],
    ]);
  });
});

describe('what the file claims of its size', () => {
  test.each([
    [300, 300],
    [72, null],
    [10_000, null],
  ])('%i dots per inch are taken as %s', async (density, dpi) => {
    const bytes = await cornerPicture(800, 1_000).withDensity(density).jpeg().toBuffer();
    const { run } = await given({ fileName: 'trang.jpg', bytes });

    expect((await run()).pages[0]?.dpi).toBe(dpi);
  });
});

describe('pages of a PDF', () => {
  test('scans come out as they were put in, with the dots per inch they have on the page', async () => {
    const { run, scan } = await given({
      fileName: 'sach.pdf',
      bytes: await readFile(join(PAGES, 's16-scanned-pdf/document.pdf')),
    });

    const { pages } = await run();

    expect(pages.map(({ type, dpi, textKey, damage }) => [type, dpi, textKey, damage])).toEqual(
      Array(5).fill(['image/jpeg', 200, null, null]),
    );
    expect((await sharp(await scan(pages[4])).metadata()).width).toBe(1_653);
  });

  test('born-digital pages are drawn at 300 dots per inch and keep their text', async () => {
    const { run, scan, text } = await given({
      fileName: 'so.pdf',
      bytes: await readFile(join(PAGES, 's17-born-digital-pdf/document.pdf')),
    });

    const { pages } = await run();
    const kept = await text(pages[0]);
    const { width, height } = await sharp(await scan(pages[0])).metadata();

    expect(pages.map(({ dpi, damage }) => [dpi, damage])).toEqual(Array(3).fill([300, null]));
    expect(kept).toMatchObject({
      kind: 'read',
      engine: { name: 'pdf-text' },
      image: { widthPx: width, heightPx: height },
    });
  });

  test('a mixed PDF gives each page what it needs', async () => {
    const { pdf, save } = await buildPdf();
    await addScan(pdf, await cornerPicture(400, 566).jpeg().toBuffer(), 90);
    const typed = pdf.addPage([595, 842]);
    for (let line = 0; line < 20; line += 1)
      typed.drawText('mot hai ba bon nam', { x: 60, y: 760 - line * 30, size: 14 });
    pdf.addPage([595, 842]);
    const { run, scan } = await given({ fileName: 'hon-hop.pdf', bytes: await save() });

    const { pages } = await run();

    expect(pages.map(({ type, textKey }) => [type, textKey !== null])).toEqual([
      ['image/jpeg', false],
      ['image/png', true],
      ['image/png', false],
    ]);
    expect(await cornersOf(await scan(pages[0]))).toBe('blue red white green');
  });

  test('one page that is lost does not take the others with it', async () => {
    const { pdf, save } = await buildPdf();
    for (let page = 0; page < 3; page += 1) pdf.addPage([200, 300]).drawText('trang', { x: 20, y: 100, size: 20 });
    const lost = pdf.getPage(1).ref.objectNumber;
    const bytes = Buffer.from(await save())
      .toString('latin1')
      .replace(`\n${lost} 0 obj`, `\n${lost + 700} 0 obj`);
    const { run } = await given({ fileName: 'sach.pdf', bytes: Buffer.from(bytes, 'latin1') });

    const { pages } = await run();

    expect(pages.map(({ damage, scanKey }) => [damage?.code ?? null, scanKey !== null])).toEqual([
      [null, true],
      ['original.page-damaged', false],
      [null, true],
    ]);
    expect(pages[1]?.damage?.details).toMatchObject({ fileName: 'sach.pdf', number: 2 });
  });

  test('a scan whose end is missing is kept and marked', async () => {
    const jpeg = await cornerPicture(400, 566).jpeg().toBuffer();
    const { pdf, save } = await buildPdf();
    await addScan(pdf, jpeg);
    await addScan(pdf, jpeg.subarray(0, jpeg.length - 400));
    const { run } = await given({ fileName: 'sach.pdf', bytes: await save() });

    const { pages } = await run();

    expect(pages.map(({ damage, scanKey }) => [damage?.code ?? null, scanKey !== null])).toEqual([
      [null, true],
      ['original.page-damaged', true],
    ]);
  });
});

describe('a picture in a PDF that cannot be decoded', () => {
  const broken = { Width: 400, Height: 566, ColorSpace: 'DeviceRGB', BitsPerComponent: 8 };

  test.each(['DCTDecode', 'JPXDecode', 'JBIG2Decode'])('is no blank page: %s', async (Filter) => {
    const { pdf, save } = await buildPdf();
    addImage(pdf, Buffer.alloc(600, 'rác'), { ...broken, Filter });
    pdf.addPage([200, 300]).drawText('trang', { x: 20, y: 100, size: 20 });
    const { run } = await given({ fileName: 'sach.pdf', bytes: await save() });

    const { pages } = await run();

    expect(pages.map(({ damage }) => damage?.code ?? null)).toEqual(['original.page-damaged', null]);
  });

  test('among other things leaves the page shown and marked', async () => {
    const { pdf, save } = await buildPdf();
    addImage(pdf, Buffer.alloc(600, 'rác'), { ...broken, Filter: 'JPXDecode' }).drawText('Hình 3', {
      x: 60,
      y: 60,
      size: 20,
    });
    pdf.addPage([200, 300]).drawText('trang', { x: 20, y: 100, size: 20 });
    const { run } = await given({ fileName: 'sach.pdf', bytes: await save() });

    const { pages } = await run();

    expect(pages.map(({ damage, scanKey }) => [damage?.code ?? null, scanKey !== null])).toEqual([
      ['original.page-damaged', true],
      [null, true],
    ]);
  });
});

describe('formats that need more', () => {
  test.each([
    ['a file', 0],
    ['a bare code stream', JP2.indexOf(Buffer.from([0xff, 0x4f, 0xff, 0x51]))],
  ])('JPEG 2000 is read without any program: %s', async (_, start) => {
    const { run, scan } = await given({ fileName: 'trang.jp2', bytes: JP2.subarray(start) });

    const { pages } = await run();

    expect(pages).toMatchObject([{ type: 'image/png', damage: null }]);
    expect(await cornersOf(await scan(pages[0]))).toBe('red green blue white');
  });

  test('a JPEG 2000 that breaks off is refused and no blank page', async () => {
    const { run } = await given({ fileName: 'trang.jp2', bytes: JP2.subarray(0, 260) });

    await expect(run()).rejects.toMatchObject({ code: 'original.damaged' });
  });

  test('a HEIC without the program that reads it says what to convert it to', async () => {
    const { run } = await given({
      fileName: 'anh.heic',
      bytes: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'),
    });

    await expect(run()).rejects.toMatchObject({
      code: 'original.unsupported',
      message: expect.stringContaining('TIFF, PNG or JPEG'),
    });
  });
});
