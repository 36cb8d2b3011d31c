import { inflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { built } from './testing/built-pdf.ts';
import { blackAndWhite, grain, jpeg, stripes } from './testing/pictures.ts';
import { poem, read } from './testing/printed-pages.ts';
import { pictureOf, pixelOf } from './testing/read-pdf.ts';

describe('a page image in the PDF', () => {
  test('is the very JPEG that was stored, packed when that makes it smaller', async () => {
    const image = await jpeg({ channels: 3 });

    const { pdf } = await built([read([poem], { image })]);
    const { filters, bytes } = await pictureOf(pdf);

    expect(filters).toMatch(/FlateDecode.*DCTDecode/);
    expect(bytes.length).toBeLessThan(image.length);
    expect(inflateSync(bytes).equals(image)).toBe(true);
  });

  test('that would not become smaller goes in as it is', async () => {
    const image = await grain();

    const { pdf } = await built([read([poem], { image })]);
    const { filters, bytes } = await pictureOf(pdf);

    expect(filters).toBe('/DCTDecode');
    expect(Buffer.from(bytes).equals(image)).toBe(true);
  });

  test('keeps the colour profile it came with, once for all pages', async () => {
    const image = await sharp(await jpeg({ channels: 3 }))
      .withIccProfile('p3')
      .jpeg()
      .toBuffer();

    const { pdf } = await built([read([poem], { image }), read([poem], { image })]);

    expect(
      Buffer.from(pdf)
        .toString('latin1')
        .match(/\/ICCBased (\d+) 0 R/g),
    ).toHaveLength(2);
    expect(
      new Set(
        Buffer.from(pdf)
          .toString('latin1')
          .match(/\/ICCBased \d+/g),
      ).size,
    ).toBe(1);
  });

  test('in four printing colours becomes one in three, as it looks', async () => {
    const image = await jpeg({ channels: 4 });

    const { pdf } = await built([read([poem], { image })]);

    expect(Buffer.from(pdf).toString('latin1')).not.toContain('DeviceCMYK');
    const [red, green, blue] = await pixelOf(pdf, 0);
    expect(red).toBeLessThan(120);
    expect(green).toBeGreaterThan(blue ?? 0);
  });

  test('in black and white is coded as a fax, black still black', async () => {
    const image = await blackAndWhite();

    const { pdf } = await built([read([poem], { image, type: 'image/png' })]);

    expect(Buffer.from(pdf).toString('latin1')).toContain('/CCITTFaxDecode');
    expect(await pixelOf(pdf, 0, { x: 0.25, y: 0.5 })).toEqual([0, 0, 0]);
    expect(await pixelOf(pdf, 0, { x: 0.75, y: 0.5 })).toEqual([255, 255, 255]);
  });

  test.each([0, 1, 2, 3, 4])(
    'in black and white keeps every pixel, however its rows were filtered (%i)',
    async (filter) => {
      const { image, black } = stripes(filter);

      const { pdf } = await built([read([poem], { image, type: 'image/png' })]);

      expect(Buffer.from(pdf).toString('latin1')).toContain('/CCITTFaxDecode');
      for (const x of [0.1, 0.3, 0.5, 0.7, 0.9]) {
        expect(await pixelOf(pdf, 0, { x, y: 0.5 })).toEqual(black(x) ? [0, 0, 0] : [255, 255, 255]);
      }
    },
  );

  test.each([
    ['grey', (image: Sharp) => image.greyscale().png()],
    ['a palette', (image: Sharp) => image.png({ palette: true, colours: 16, dither: 0 })],
    ['true colour', (image: Sharp) => image.png()],
    ['a profile', (image: Sharp) => image.withIccProfile('srgb').png()],
    ['a palette and a profile', (image: Sharp) => image.withIccProfile('srgb').png({ palette: true, colours: 4 })],
    ['sixteen bits', (image: Sharp) => image.toColourspace('rgb16').png()],
    ['transparency', (image: Sharp) => image.ensureAlpha(1).png()],
    ['interlacing', (image: Sharp) => image.png({ progressive: true })],
  ])('as a PNG of %s looks as it was', async (_, write) => {
    const source = sharp({ create: { width: 40, height: 60, channels: 3, background: { r: 120, g: 120, b: 120 } } });
    const image = await write(source).toBuffer();

    const { pdf } = await built([read([poem], { image, type: 'image/png' })]);

    for (const value of await pixelOf(pdf, 0)) expect(Math.abs(value - 120)).toBeLessThanOrEqual(2);
  });
});
