import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ResolvedImage } from '@diachi/iiif';
import sharp, { type TiffOptions } from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTileCopier, tileOf } from './copy-tile.ts';

const [WIDTH, HEIGHT] = [2_100, 1_600];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copy-tile-'));
  for (const space of ['srgb', 'b-w'] as const) await pyramid(space, { compression: 'jpeg', quality: 80 });
  await pyramid('b-w', { compression: 'deflate' }, 'deflate');
});

afterAll(() => rm(folder, { recursive: true }));

describe('a tile as it lies in a pyramid', () => {
  test.each(['srgb', 'b-w'])('is the same picture as when it is drawn, in %s', async (space) => {
    for (const [level, column, row] of [
      [0, 0, 0],
      [0, 3, 2],
      [1, 1, 0],
    ] as const) {
      const copied = await copy(space, { level, column, row });

      const drawn = await sharp(path(space), { page: level })
        .extract({ left: column * 512, top: row * 512, width: 512, height: 512 })
        .raw()
        .toBuffer();
      const meta = await sharp(copied ?? Buffer.of()).metadata();
      expect(meta).toMatchObject({ format: 'jpeg', width: 512, height: 512, channels: space === 'b-w' ? 1 : 3 });
      const pixels = await sharp(copied ?? Buffer.of())
        .toColourspace('srgb')
        .raw()
        .toBuffer();
      const same = await sharp(drawn, {
        raw: { width: 512, height: 512, channels: drawn.length === 512 * 512 ? 1 : 3 },
      })
        .toColourspace('srgb')
        .raw()
        .toBuffer();
      expect(pixels.equals(same)).toBe(true);
    }
  });

  test.each([
    [0, 4, 0],
    [0, 0, 3],
    [1, 2, 0],
    [9, 0, 0],
  ])(
    'is left to be drawn at an edge, and where there is none: level %i, column %i, row %i',
    async (level, column, row) => {
      expect(await copy('srgb', { level, column, row })).toBeNull();
    },
  );

  test('is left to be drawn where it is no JPEG', async () => {
    expect(await copy('deflate', { level: 0, column: 0, row: 0 })).toBeNull();
  });

  test('is left to be drawn, or is a JPEG, whatever is damaged of where tiles lie', async () => {
    const whole = await readFile(path('b-w'));
    const at = whole.readUInt32LE(4);
    for (let damage = 0; damage < 400; damage += 1) {
      const damaged = Buffer.from(whole);
      const place = damage % 2 === 0 ? at + ((damage * 7) % 180) : (damage * 31) % 8;
      damaged[place] = (damaged[place] ?? 0) ^ (1 << (damage % 8));
      await writeFile(path('damaged'), damaged);

      const copied = await createTileCopier(0).copy('damaged', path('damaged'), { level: 0, column: 1, row: 1 });

      if (copied) expect([copied.readUInt16BE(0), copied.readUInt16BE(copied.length - 2)]).toEqual([0xffd8, 0xffd9]);
    }
  });
});

test.each([
  [{}, { level: 1, column: 2, row: 0 }],
  [{ format: 'webp' }, null],
  [{ quality: 'gray' }, null],
  [{ rotation: { isMirrored: false, degrees: 90 } }, null],
  [{ size: { width: 256, height: 256 } }, null],
  [{ region: { x: 100, y: 0, width: 1_024, height: 1_024 } }, null],
  [{ region: { x: 0, y: 0, width: 1_536, height: 1_536 } }, null],
  [{ region: { x: 0, y: 0, width: 256, height: 256 } }, null],
] as const)('only a picture that is a tile, whole and unchanged, is taken out: %j', (changed, place) => {
  const tile: ResolvedImage = {
    region: { x: 2_048, y: 0, width: 1_024, height: 1_024 },
    size: { width: 512, height: 512 },
    rotation: { isMirrored: false, degrees: 0 },
    quality: 'default',
    format: 'jpg',
  };

  expect(tileOf({ ...tile, ...changed })).toEqual(place);
});

const path = (name: string) => join(folder, `${name}.tif`);

const copy = (name: string, place: Parameters<ReturnType<typeof createTileCopier>['copy']>[2]) =>
  createTileCopier(1_000_000).copy(name, path(name), place);

async function pyramid(space: 'srgb' | 'b-w', options: TiffOptions, name: string = space): Promise<void> {
  const pixels = Buffer.alloc(WIDTH * HEIGHT * 3);
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = (at * 7 + Math.floor(at / 3_000)) % 256;
  await sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    .blur(3)
    .toColourspace(space)
    .tiff({ ...options, tile: true, tileWidth: 512, tileHeight: 512, pyramid: true })
    .toFile(path(name));
}
