import sharp from 'sharp';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { through, toFlat } from './plane.ts';
import { openScan, turnGrey } from './sharp-scan-adapter.ts';

const MAX = 100_000_000;

describe('a scan', () => {
  test('a plain JPEG that lies straight is kept as it is, byte for byte', async () => {
    const bytes = await drawn().jpeg().toBuffer();
    const scan = await openScan(bytes, MAX);

    const picture = await scan.picture(0, 300);

    expect(picture.bytes).toBe(bytes);
    expect(picture.image).toEqual({ widthPx: 400, heightPx: 300, type: 'image/jpeg', dpi: 300 });
  });

  test.each([0, 1.5])('the page image does not tell who took it and where, turned by %d° or not', async (degrees) => {
    const noted = { IFD0: { Artist: 'Nguyen Van Kin' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '22/1 23/1 0/1' } };
    const bytes = await drawn().withExif(noted).jpeg().toBuffer();

    const picture = await (await openScan(bytes, MAX)).picture(degrees, 300);

    expect(bytes.includes('Nguyen Van Kin')).toBe(true);
    expect(Buffer.from(picture.bytes).includes('Nguyen')).toBe(false);
    const { exif, width } = await sharp(picture.bytes).metadata();
    expect(exif?.includes(Buffer.from([0x25, 0x88])) ?? false).toBe(false);
    expect(width).toBe(picture.image.widthPx);
    if (degrees === 0) {
      expect(await sharp(picture.bytes).raw().toBuffer()).toEqual(await sharp(bytes).raw().toBuffer());
    }
  });

  test('a JPEG whose profile says what is taken for granted is kept, and one in other colours is drawn in these', async () => {
    const usual = await drawn().withIccProfile('srgb').jpeg().toBuffer();
    const other = await drawn().withIccProfile('p3').jpeg().toBuffer();

    expect((await (await openScan(usual, MAX)).picture(0, 300)).bytes).toBe(usual);
    const picture = await (await openScan(other, MAX)).picture(0, 300);
    expect(picture.bytes).not.toBe(other);
    expect((await sharp(picture.bytes).metadata()).icc).toBeUndefined();
  });

  test('a camera’s turn is applied to everything the scan gives', async () => {
    const bytes = await drawn().withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const scan = await openScan(bytes, MAX);
    const picture = await scan.picture(0, 300);

    expect([scan.width, scan.height, scan.exifDegrees]).toEqual([300, 400, 90]);
    expect([scan.overview.width, scan.overview.height]).toEqual([300, 400]);
    expect(picture.image).toMatchObject({ widthPx: 300, heightPx: 400 });
    expect((await sharp(picture.bytes).metadata()).orientation ?? 1).toBe(1);
  });

  test('the page image is turned the way the reading picture is', async () => {
    const scan = await openScan(await drawn().jpeg().toBuffer(), MAX);

    const picture = await scan.picture(91.5, 300);
    const grey = await turnGrey(await scan.grey(1), 91.5);

    expect([picture.image.widthPx, picture.image.heightPx]).toEqual([grey.width, grey.height]);
    expect(await darkest(picture.bytes)).toEqual(middleOfDark(grey));
  });

  test.each([1, 6])(
    'a sheet on it is laid flat in colours and in grey, after a camera’s turn (%i)',
    async (orientation) => {
      const scan = await openScan(await drawn().withMetadata({ orientation }).jpeg().toBuffer(), MAX);
      const corners = [
        { x: 20, y: 10 },
        { x: scan.width - 30, y: 4 },
        { x: scan.width - 4, y: scan.height - 20 },
        { x: 6, y: scan.height - 6 },
      ] as const;
      const plane = { corners, width: 500, height: 400 };

      const flat = await scan.laidFlat(plane);
      const picture = await flat.picture(0, 300);

      expect(picture.image).toEqual({ widthPx: 500, heightPx: 400, type: 'image/jpeg', dpi: 300 });
      expect([flat.width, flat.height, flat.overview.width]).toEqual([500, 400, 500]);
      const [x = 0, y = 0] = middleOfDark(await scan.grey(1));
      const expected = through(toFlat(plane))({ x, y });
      for (const [darkX = 0, darkY = 0] of [await darkest(picture.bytes), middleOfDark(await flat.grey(1))]) {
        expect(Math.abs(darkX - expected.x)).toBeLessThan(3);
        expect(Math.abs(darkY - expected.y)).toBeLessThan(3);
      }
      expect((await sharp(picture.bytes).metadata()).channels).toBe(3);
    },
  );

  test('a one-bit scan becomes a one-bit PNG', async () => {
    const bytes = await drawn().greyscale().threshold().toColourspace('b-w').tiff({ bitdepth: 1 }).toBuffer();
    const picture = await (await openScan(bytes, MAX)).picture(1.2, 300);
    const { format, bitsPerSample, density } = await sharp(picture.bytes).metadata();

    expect(picture.image.type).toBe('image/png');
    expect([format, bitsPerSample]).toEqual(['png', 1]);
    expect(Math.round(density ?? 0)).toBe(300);
  });

  test.each([
    ['grey', () => drawn().toColourspace('b-w').png(), 1],
    ['16 bits a channel', () => drawn().toColourspace('rgb16').png(), 3],
    ['CMYK', () => drawn().toColourspace('cmyk').tiff(), 3],
    ['transparent', () => drawn().ensureAlpha(0.5).png(), 3],
  ])('a scan that is %s is drawn as a JPEG every program reads', async (_, make, channels) => {
    const scan = await openScan(await make().toBuffer(), MAX);
    const picture = await scan.picture(0, 300);
    const metadata = await sharp(picture.bytes).metadata();

    expect(metadata).toMatchObject({ format: 'jpeg', channels, depth: 'uchar' });
    expect(scan.overview.pixels.length).toBe(400 * 300);
  });

  test('red seals are light in the grey picture', async () => {
    const red = await sharp({ create: { width: 50, height: 50, channels: 3, background: '#dc3232' } })
      .png()
      .toBuffer();

    expect((await openScan(red, MAX)).overview.pixels[0]).toBeGreaterThan(200);
  });

  test('a JPEG that breaks off is drawn as far as it goes, and marked', async () => {
    const whole = await noise().jpeg({ quality: 90 }).toBuffer();
    const scan = await openScan(whole.subarray(0, whole.length / 2), MAX);
    const picture = await scan.picture(0, 300);

    expect(scan.isSalvaged).toBe(true);
    expect(picture.image).toMatchObject({ widthPx: 400, heightPx: 300 });
    await expect(sharp(picture.bytes).raw().toBuffer()).resolves.toHaveLength(400 * 300 * 3);
  });

  test('what is no picture is refused, and so is one with too many pixels', async () => {
    await expect(openScan(new TextEncoder().encode('no picture'), MAX)).rejects.toMatchObject({ code: 'scan.damaged' });
    await expect(openScan(await drawn().jpeg().toBuffer(), 1_000)).rejects.toMatchObject({
      kind: 'invalid',
      code: 'scan.too-large',
      details: { widthPx: 400, heightPx: 300 },
    });
  });
});

/** White, with a dark patch right of the middle and below the top. */
describe('a machine that cannot draw a scan now', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test.each(['timeout: 41% complete', 'vips_tracked: out of memory --- size == 480MB'])(
    'does not make it a damaged one: %s',
    async (said) => {
      const bytes = await drawn().png().toBuffer();
      const away = { kind: 'unavailable', code: 'machine.overloaded' };
      const drawing = vi.spyOn(sharp.prototype, 'toBuffer').mockRejectedValueOnce(new Error(said));
      await expect(openScan(bytes, MAX)).rejects.toMatchObject(away);

      const scan = await openScan(bytes, MAX);
      drawing.mockRejectedValueOnce(new Error(said));
      await expect(scan.picture(2, 300)).rejects.toMatchObject(away);
      drawing.mockRejectedValueOnce(new Error(said));
      await expect(turnGrey(scan.overview, 2)).rejects.toMatchObject(away);
    },
  );

  test('nor does a bug of ours', async () => {
    const bytes = await drawn().png().toBuffer();
    const bug = new TypeError('x is not a function');
    vi.spyOn(sharp.prototype, 'toBuffer').mockRejectedValue(bug);

    await expect(openScan(bytes, MAX)).rejects.toBe(bug);
  });
});

const drawn = () =>
  sharp({ create: { width: 400, height: 300, channels: 3, background: 'white' } }).composite([
    { input: { create: { width: 20, height: 20, channels: 3, background: 'black' } }, left: 300, top: 40 },
  ]);

const noise = () =>
  sharp({
    create: {
      width: 400,
      height: 300,
      channels: 3,
      background: 'white',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  });

async function darkest(bytes: Uint8Array) {
  const { data, info } = await sharp(bytes).greyscale().raw().toBuffer({ resolveWithObject: true });
  return middleOfDark({ width: info.width, height: info.height, pixels: new Uint8Array(data) });
}

function middleOfDark({
  width,
  pixels,
}: {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}) {
  const dark = [...pixels.entries()].filter(([, level]) => level < 100).map(([index]) => index);
  const mean = (of: (index: number) => number) =>
    Math.round(dark.reduce((sum, index) => sum + of(index), 0) / dark.length);
  return [mean((index) => index % width), mean((index) => Math.floor(index / width))];
}
