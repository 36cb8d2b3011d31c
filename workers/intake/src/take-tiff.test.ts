import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, describe, expect, test } from 'vitest';
import { buildTiff } from './contract/build-tiff.ts';
import { type GivenFile, type Intake, openIntake } from './contract/open-intake.ts';

const PAGES = join(import.meta.dirname, '../../../test/fixtures/pages');

let opened: Intake | undefined;

afterEach(async () => {
  await opened?.close();
  opened = undefined;
});

async function given(...files: readonly GivenFile[]): Promise<Intake> {
  opened = await openIntake(files);
  return opened;
}

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

  test('of which one page has a hole keeps all three, and marks that one', async () => {
    const bytes = await readFile(join(PAGES, 's15-multipage/document.tif'));
    bytes.fill(0xaa, bytes.length >> 1, (bytes.length >> 1) + 15_000);
    const { run } = await given({ fileName: 'so.tif', bytes });

    const { pages } = await run();

    expect(pages.map(({ damage, scanKey }) => [damage?.code ?? null, scanKey !== null])).toEqual([
      [null, true],
      ['original.page-damaged', true],
      [null, true],
    ]);
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

  test.each([
    ['a colour profile', 34_675],
    ['a private field', 50_000],
  ])('of which %s lies beyond the end is taken apart without it', async (_, lostField) => {
    const bytes = buildTiff([
      { width: 50, height: 70, lostField },
      { width: 60, height: 80, lostField },
    ]);
    const { run, scan } = await given({ fileName: 'so.tif', bytes });

    const { pages } = await run();

    expect(pages.map(({ damage, type }) => [damage, type])).toEqual(Array(2).fill([null, 'image/tiff']));
    expect((await sharp(await scan(pages[1])).metadata()).width).toBe(60);
  });

  test('of which a field that says how to read it is lost keeps its other pages', async () => {
    const bytes = buildTiff([
      { width: 50, height: 70 },
      // Transfer function: below the private ones, and not among what is looked at.
      { width: 60, height: 80, lostField: 301 },
      { width: 50, height: 70 },
    ]);
    const { run } = await given({ fileName: 'so.tif', bytes });

    const { pages } = await run();

    expect(pages).toHaveLength(3);
    expect(pages.map(({ scanKey }) => scanKey !== null)).toEqual([true, true, true]);
  });
});
