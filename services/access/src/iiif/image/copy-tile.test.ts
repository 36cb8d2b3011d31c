import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pyramidSize } from '@diachi/domain';
import { type ResolvedImage, staticTiles } from '@diachi/iiif';
import sharp, { type Sharp, type TiffOptions } from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTileCopier, type TilePlace, tileOf } from './copy-tile.ts';

const [WIDTH, HEIGHT] = [2_100, 1_600];
const WHOLE = { width: 512, height: 512 } as const;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copy-tile-'));
  for (const space of ['srgb', 'b-w'] as const) await pyramid(space, { compression: 'jpeg', quality: 80 });
  await pyramid('b-w', { compression: 'deflate' }, 'deflate');
});

afterAll(() => rm(folder, { recursive: true }));

describe('a tile as it lies in a pyramid', () => {
  test.each(['srgb', 'b-w'])('is the same picture as when it is drawn, in %s', async (space) => {
    for (const place of [
      { ...WHOLE, level: 0, column: 0, row: 0 },
      { ...WHOLE, level: 0, column: 3, row: 2 },
      { ...WHOLE, level: 1, column: 1, row: 0 },
    ]) {
      const copied = await copy(space, place);

      const drawn = await pixels(sharp(path(space), { page: place.level }), place);
      const meta = await sharp(copied ?? Buffer.of()).metadata();
      expect(meta).toMatchObject({ format: 'jpeg', width: 512, height: 512, channels: space === 'b-w' ? 1 : 3 });
      expect((await pixels(sharp(copied ?? Buffer.of()))).equals(drawn)).toBe(true);
    }
  });

  test.each(['srgb', 'b-w'])('is cut where it is at an edge, in %s', async (space) => {
    for (const place of [
      { level: 0, column: 4, row: 1, width: 52, height: 512 },
      { level: 0, column: 1, row: 3, width: 512, height: 64 },
      { level: 0, column: 4, row: 3, width: 52, height: 64 },
      { level: 2, column: 0, row: 0, width: 512, height: 400 },
    ]) {
      const copied = await copy(space, place);

      const { width, height } = await sharp(copied ?? Buffer.of()).metadata();
      expect({ width, height }).toEqual({ width: place.width, height: place.height });
      // Colours are kept at half their size, and not smoothed across an edge.
      const inside = { width: width - 1, height: height - 1 };
      const drawn = await pixels(sharp(path(space), { page: place.level }), { ...place, ...inside });
      expect((await pixels(sharp(copied ?? Buffer.of()), { column: 0, row: 0, ...inside })).equals(drawn)).toBe(true);
    }
  });

  test.each([
    { ...WHOLE, level: 0, column: 4, row: 0 },
    { ...WHOLE, level: 0, column: 0, row: 3 },
    { level: 2, column: 1, row: 0, width: 14, height: 400 },
    { ...WHOLE, level: 9, column: 0, row: 0 },
  ])('is left to be drawn where the pyramid has less than is asked for, or nothing: %j', async (place) => {
    expect(await copy('srgb', place)).toBeNull();
  });

  test('is left to be drawn where it is no JPEG', async () => {
    expect(await copy('deflate', { ...WHOLE, level: 0, column: 0, row: 0 })).toBeNull();
  });

  test('is left to be drawn where the disk does not give it', async () => {
    await mkdir(path('unreadable'));

    expect(await copy('unreadable', { ...WHOLE, level: 0, column: 0, row: 0 })).toBeNull();
    expect(await copy('nowhere', { ...WHOLE, level: 0, column: 0, row: 0 })).toBeNull();
  });

  test('is left to be drawn, or is a JPEG, whatever is damaged of where tiles lie', async () => {
    const whole = await readFile(path('b-w'));
    const at = whole.readUInt32LE(4);
    for (let damage = 0; damage < 400; damage += 1) {
      const damaged = Buffer.from(whole);
      const place = damage % 2 === 0 ? at + ((damage * 7) % 180) : (damage * 31) % 8;
      damaged[place] = (damaged[place] ?? 0) ^ (1 << (damage % 8));
      await writeFile(path('damaged'), damaged);

      const copied = await createTileCopier(0).copy('damaged', path('damaged'), {
        ...(damage % 3 === 0 ? { width: 300, height: 200 } : WHOLE),
        level: 0,
        column: 1,
        row: 1,
      });

      if (copied) expect([copied.readUInt16BE(0), copied.readUInt16BE(copied.length - 2)]).toEqual([0xffd8, 0xffd9]);
    }
  });
});

describe('a picture is a tile', () => {
  const picture = (region: readonly number[], size: readonly number[]): ResolvedImage => {
    const [x = 0, y = 0, width = 0, height = 0] = region;
    return {
      region: { x, y, width, height },
      size: { width: size[0] ?? 0, height: size[1] ?? 0 },
      rotation: { isMirrored: false, degrees: 0 },
      quality: 'default',
      format: 'jpg',
    };
  };

  test.each([
    [[2_048, 0, 1_024, 1_024], [512, 512], { level: 1, column: 2, row: 0 }],
    [[4_096, 512, 1, 512], [1, 512], { level: 0, column: 8, row: 1 }],
    [[4_096, 2_048, 1, 1_003], [1, 502], { level: 1, column: 4, row: 2 }],
    [[0, 0, 4_097, 3_051], [257, 191], { level: 4, column: 0, row: 0 }],
  ])('where it is one of those viewers ask for: %j as %j', (region, size, place) => {
    const [width, height] = size;

    expect(tileOf(picture(region, size), { width: 4_097, height: 3_051 })).toEqual({ ...place, width, height });
  });

  test.each([
    { format: 'webp' },
    { quality: 'gray' },
    { rotation: { isMirrored: false, degrees: 90 } },
    { rotation: { isMirrored: true, degrees: 0 } },
    { size: { width: 256, height: 256 } },
    { size: { width: 512, height: 511 } },
    { region: { x: 100, y: 0, width: 1_024, height: 1_024 } },
    { region: { x: 0, y: 0, width: 1_536, height: 1_536 } },
    { region: { x: 0, y: 0, width: 256, height: 256 } },
    { region: { x: 3_072, y: 2_048, width: 1_024, height: 1_003 } },
    { region: { x: 4_096, y: 1_024, width: 1, height: 1_023 }, size: { width: 1, height: 512 } },
  ] as const)('and not where it is another: %j', (changed) => {
    const tile = picture([2_048, 0, 1_024, 1_024], [512, 512]);

    expect(tileOf({ ...tile, ...changed }, { width: 4_097, height: 3_051 })).toBeNull();
  });

  test('every tile of a page is found in its pyramid, whatever the size of the page', async () => {
    for (const [width, height] of [
      [2_479, 1_508],
      [1_537, 1_301],
      [513, 4_099],
    ] as const) {
      await pyramid('srgb', { compression: 'jpeg', quality: 80 }, 'page', { widthPx: width, heightPx: height });
      const copier = createTileCopier(1_000_000);
      for (const { picture: tile } of staticTiles({ width, height }, 512)) {
        if (tile.size.width > 512 || tile.size.height > 512) continue;
        const place = tileOf(tile, { width, height });
        if (!place) throw new Error(`${JSON.stringify(tile)} is no tile`);

        const copied = await copier.copy(`${width}`, path('page'), place);

        expect(await sharp(copied ?? Buffer.of()).metadata()).toMatchObject(tile.size);
      }
    }
  });
});

const path = (name: string) => join(folder, `${name}.tif`);

const copy = (name: string, place: Parameters<ReturnType<typeof createTileCopier>['copy']>[2]) =>
  createTileCopier(1_000_000).copy(name, path(name), place);

async function pixels(of: Sharp, part?: Omit<TilePlace, 'level'>): Promise<Buffer> {
  const { column = 0, row = 0, width = 0, height = 0 } = part ?? {};
  const cut = part ? of.extract({ left: column * 512, top: row * 512, width, height }) : of;
  // What is grey in the pyramid and what is grey in a JPEG are told in as many channels.
  return cut.toColourspace('srgb').raw().toBuffer();
}

/** Of a page of this size, filled up as pages are; the page itself where none is named. */
async function pyramid(
  space: 'srgb' | 'b-w',
  options: TiffOptions,
  name: string = space,
  page: Parameters<typeof pyramidSize>[0] | null = null,
): Promise<void> {
  const [width, height] = page ? [page.widthPx, page.heightPx] : [WIDTH, HEIGHT];
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = (at * 7 + Math.floor(at / 3_000)) % 256;
  const filled = page ? pyramidSize(page) : { widthPx: WIDTH, heightPx: HEIGHT };
  await sharp(pixels, { raw: { width, height, channels: 3 } })
    .blur(3)
    .extend({ right: filled.widthPx - width, bottom: filled.heightPx - height, extendWith: 'copy' })
    .toColourspace(space)
    .tiff({ ...options, tile: true, tileWidth: 512, tileHeight: 512, pyramid: true })
    .toFile(path(name));
}
