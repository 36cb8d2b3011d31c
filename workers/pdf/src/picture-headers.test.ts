import { describe, expect, test } from 'vitest';
import { isUsableProfile } from './colour-profile.ts';
import { readJpegHeader } from './jpeg-header.ts';
import { readPngParts } from './png-header.ts';
import { srgbProfile } from './srgb-profile.ts';
import { blackAndWhite, jpeg } from './testing/pictures.ts';

describe('the header of a JPEG', () => {
  test('tells size and colours', async () => {
    expect(readJpegHeader(await jpeg({ channels: 3 }))).toEqual({
      widthPx: 200,
      heightPx: 280,
      components: 3,
      bitsPerComponent: 8,
      isCommon: true,
      profile: null,
    });
  });

  test('cut off anywhere is no header or the same header, never a crash', async () => {
    const whole = await jpeg({ channels: 1 });
    const header = readJpegHeader(whole);

    for (let length = 0; length < Math.min(whole.length, 700); length++) {
      expect([null, header]).toContainEqual(readJpegHeader(whole.subarray(0, length)));
    }
  });

  test('whose segments have no length ends there', () => {
    expect(readJpegHeader(Buffer.from('ffd8ffe00000ffc0', 'hex'))).toBe(null);
  });
});

describe('a PNG taken apart', () => {
  test('is nothing when it is cut off anywhere', async () => {
    const whole = await blackAndWhite();

    expect(readPngParts(whole)).toMatchObject({ widthPx: 600, heightPx: 900, bitDepth: 1, colour: 'palette' });
    for (let length = 0; length < whole.length; length++) expect(readPngParts(whole.subarray(0, length))).toBe(null);
  });
});

test('our own sRGB profile is one that we would accept', () => {
  expect(isUsableProfile(Buffer.from(srgbProfile()), 3)).toBe(true);
  expect(isUsableProfile(Buffer.from(srgbProfile()), 1)).toBe(false);
  expect(isUsableProfile(Buffer.from(srgbProfile()).subarray(0, 200), 3)).toBe(false);
});
