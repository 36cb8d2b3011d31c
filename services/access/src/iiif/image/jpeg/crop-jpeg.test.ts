import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type JpegOptions } from 'sharp';
import { describe, expect, test } from 'vitest';
import { lacksJudge } from '../../../../../../test/judges/lacks-judge.ts';
import { cropJpeg } from './crop-jpeg.ts';

const SIDE = 512;
const PARTS = [
  [512, 512],
  [512, 100],
  [431, 512],
  [431, 436],
  [16, 16],
  [17, 33],
  [511, 1],
  [1, 1],
] as const;
const KINDS = {
  'in grey': { isGrey: true, quality: 80 },
  'with colours at half their size': { quality: 80 },
  'with colours as they are': { quality: 80, chromaSubsampling: '4:4:4' },
  'nearly without loss': { quality: 100 },
  'with codes of its own': { quality: 60, optimiseCoding: true },
} as const satisfies Record<string, JpegOptions & { readonly isGrey?: true }>;

describe.each(Object.keys(KINDS) as readonly (keyof typeof KINDS)[])('the part of a JPEG %s', (kind) => {
  test.each(PARTS)('%i by %i has the pixels of the whole', async (width, height) => {
    const whole = await jpeg(KINDS[kind]);

    const part = await pixels(cropJpeg(whole, width, height) ?? Buffer.of());

    const expected = await pixels(whole, { width, height });
    expect([part.width, part.height, part.channels]).toEqual([width, height, expected.channels]);
    // Colours at half their size are smoothed across the edge, beyond which there is nothing any more.
    const isSmoothed = kind !== 'in grey';
    const inside = ({ data, channels }: Awaited<ReturnType<typeof pixels>>) =>
      data.filter((_, at) => {
        const [x, y] = [Math.floor(at / channels) % width, Math.floor(at / channels / width)];
        return !isSmoothed || (x < width - 1 && y < height - 1);
      });
    expect(Buffer.compare(inside(part), inside(expected))).toBe(0);
  });

  test.skipIf(lacksJudge('jpegtran', 'libjpeg-turbo-progs')).each(PARTS)(
    '%i by %i is what jpegtran makes of it',
    async (width, height) => {
      const whole = await jpeg(KINDS[kind]);

      const part = await pixels(cropJpeg(whole, width, height) ?? Buffer.of());

      expect(part.data.equals((await pixels(jpegtran(whole, width, height))).data)).toBe(true);
    },
  );
});

test.each([
  'progressive',
  'with marks to begin again at',
  'smaller than the part',
  'without colours',
  'no JPEG',
] as const)('of one %s no part is made', async (which) => {
  const of = {
    progressive: () => jpeg({ progressive: true }),
    'with marks to begin again at': async () => withRestartInterval(await jpeg({})),
    'smaller than the part': () =>
      sharp({ create: { width: 99, height: 99, channels: 3, background: 'red' } })
        .jpeg()
        .toBuffer(),
    'without colours': async () =>
      Buffer.from([
        ...[0xff, 0xd8, 0xff, 0xc0, 0, 8, 8, 1, 0, 1, 0, 0],
        ...[0xff, 0xda, 0, 6, 0, 0, 63, 0, 0xff, 0xd9],
      ]),
    'no JPEG': async () => Buffer.from('no JPEG'),
  }[which];

  expect(cropJpeg(await of(), 100, 50)).toBeNull();
});

test('of a damaged one no part is made, or one that ends', async () => {
  const whole = await jpeg({ quality: 30 });
  let refused = 0;
  for (let damage = 0; damage < 500; damage += 1) {
    const damaged = Buffer.from(whole.subarray(0, damage % 3 === 0 ? (damage * 97) % whole.length : whole.length));
    const at = (damage * 7_919) % (damage % 2 === 0 ? 700 : whole.length);
    if (at < damaged.length) damaged[at] = (damage * 151) % 256;

    const part = cropJpeg(damaged, 300, 200);

    if (part) expect(part.length).toBeLessThan(whole.length * 2);
    else refused += 1;
  }
  expect(refused).toBeGreaterThan(150);
});

/** No two blocks of it are alike. */
const PICTURE = Buffer.from(
  Array.from({ length: SIDE * SIDE * 3 }, (_, at) => {
    const [x, y] = [Math.floor(at / 3) % SIDE, Math.floor(at / 3 / SIDE)];
    return 128 + 127 * Math.sin((x * (1 + (at % 3)) + y * y * 0.11) / 17) * ((x * y) % 97 < 80 ? 0.9 : -0.6);
  }),
);

/** Written as tiles of a pyramid are, unless something else is asked for. */
const jpeg = ({ isGrey = false, ...options }: JpegOptions & { readonly isGrey?: boolean }): Promise<Buffer> =>
  sharp(PICTURE, { raw: { width: SIDE, height: SIDE, channels: 3 } })
    .toColourspace(isGrey ? 'b-w' : 'srgb')
    .jpeg({ optimiseCoding: false, ...options })
    .toBuffer();

async function pixels(jpeg: Buffer, part?: { readonly width: number; readonly height: number }) {
  const opened = sharp(jpeg, { failOn: 'warning' });
  const { data, info } = await (part ? opened.extract({ left: 0, top: 0, ...part }) : opened)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels };
}

function jpegtran(jpeg: Buffer, width: number, height: number): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'crop-jpeg-'));
  try {
    const path = join(folder, 'whole.jpg');
    writeFileSync(path, jpeg);
    return execFileSync('jpegtran', ['-crop', `${width}x${height}+0+0`, '-copy', 'none', path]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Says in its head what is not so: that there are such marks. */
const withRestartInterval = (jpeg: Buffer) =>
  Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xdd, 0, 4, 0, 8]), jpeg.subarray(2)]);
