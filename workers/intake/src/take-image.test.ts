import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keys } from '@diachi/domain';
import sharp, { type Sharp } from 'sharp';
import { afterEach, describe, expect, test } from 'vitest';
import { cornerPicture, cornersOf } from './contract/build-pdf.ts';
import { type GivenFile, type Intake, openIntake } from './contract/open-intake.ts';

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
/** Forty by forty grey pixels whose packed data has a restart marker after every three blocks. */
const WITH_RESTARTS = Buffer.from(
  [
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wCDEAAoABwAHgAjAB4AGQAoACMAIQAjAC0AKwAoADAAPABkAEEAPAA3ADcAPAB7AFgAXQBJAGQAkQCAAJ',
    'kAlgCPAIAAjACKAKAAtADmAMMAoACqANoArQCKAIwAyAERAMsA2gDuAPUBAgEEAQIAmwDBARsBLwEYAPoBLADmAP0BAgD4/8EACwgAKAAoAQER',
    'AP/EABkAAAIDAQAAAAAAAAAAAAAAAAECAAMEBf/EAC4QAAIBAwIDBQgDAAAAAAAAAAECAwAEERIhEzHBFCJRkaEzQUJSVHGx0YGi4f/dAAQAA/',
    '/aAAgBAQAAPwDmJGa0JGa0JGa//9C1IzWhIzWdbPSpZsAAZJPur//RsL2kWNUyHPy978UDe26EhEkcgbEDAPnv6Uhv5yw4cCKMcmyf1X//0qW7',
    'XN7SZyCMEDYEfYU3ZrVF1GaMgeDZPkKZRZhSQ5JA5BDv6V//04ssGk6YZScbAgDrRWdtJ02gBxsS+elHXeMuAkaHxC7jzr//1GRT9H/f/KB48S',
    'hpEt0GcZYEdahd3YFbi3QY5KV65r//1Q0uruNdtsfgQj1AqMUCY488oOxUauX80piiiYLJbohxnDSgdK//1lKoWHDFsoxyZ89RTGQRsA3ZycZ7',
    'qs34NRSSxIuAATyEPL0r/9cmR8lA0rDGNSxqP0a//9k=',
  ].join(''),
  'base64',
);
const PAGES = join(import.meta.dirname, '../../../test/fixtures/pages');
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

describe('a picture with a hole in its data', () => {
  const scan = () => readFile(join(PAGES, 's01-admin-clean/page.jpg'));

  test.each<[string, (bytes: Buffer) => Promise<Buffer>]>([
    ['JPEG', async (bytes) => bytes],
    ['progressive JPEG', (bytes) => sharp(bytes).jpeg({ progressive: true }).toBuffer()],
    ['JPEG with restarts', async () => Buffer.from(WITH_RESTARTS)],
    ['PNG', (bytes) => sharp(bytes).png().toBuffer()],
    ['TIFF with LZW', (bytes) => sharp(bytes).tiff({ compression: 'lzw' }).toBuffer()],
  ])('stays as it is, also alone, and is marked: %s', async (_, make) => {
    const bytes = await make(await scan());
    bytes.fill(0, Math.floor(bytes.length * 0.6), Math.floor(bytes.length * 0.9));
    const { run } = await given({ fileName: 'trang', bytes });

    const { pages } = await run();

    expect(pages).toMatchObject([{ damage: { code: 'original.page-damaged', details: { number: 1 } } }]);
    expect(pages[0]?.scanKey).toMatch(/^originals\//);
  });

  test.each([512, 5_000])('is marked also when only %i bytes are lost', async (length) => {
    const bytes = await scan();
    bytes.fill(0, 400_000, 400_000 + length);
    const { run } = await given({ fileName: 'trang.jpg', bytes });

    expect((await run()).pages[0]?.damage?.code).toBe('original.page-damaged');
  });

  test('is told from every scan that is whole', async () => {
    const whole: GivenFile[] = [];
    for await (const path of glob('*/page.*', { cwd: PAGES })) {
      whole.push({ fileName: path, bytes: await readFile(join(PAGES, path)) });
    }
    whole.push({ fileName: 'restarts.jpg', bytes: WITH_RESTARTS });
    const { run } = await given(...whole);

    const { pages } = await run();

    expect(pages.length).toBeGreaterThan(10);
    expect(pages.filter(({ damage }) => damage !== null)).toEqual([]);
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
      message: expect.stringContaining('JPEG, PNG or TIFF'),
    });
  });
});
