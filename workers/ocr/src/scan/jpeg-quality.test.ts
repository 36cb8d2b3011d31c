import sharp from 'sharp';
import { expect, test } from 'vitest';
import { jpegQuality } from './jpeg-quality.ts';
import { openScan } from './sharp-scan-adapter.ts';

const picture = sharp({ create: { width: 40, height: 40, channels: 3, background: '#d8c9a0' } });

test.each([20, 50, 70, 85, 95])('a JPEG tells the quality it was coded with: %i', async (quality) => {
  const found = jpegQuality(await picture.clone().jpeg({ quality }).toBuffer());

  expect(Math.abs((found ?? 0) - quality)).toBeLessThanOrEqual(1);
});

test('what is cut off, or no JPEG, does not tell', async () => {
  const whole = await picture.clone().jpeg().toBuffer();

  for (const length of [0, 1, 3, 20, 60]) expect(jpegQuality(whole.subarray(0, length))).toBeNull();
  expect(jpegQuality(await picture.clone().png().toBuffer())).toBeNull();
  expect(jpegQuality(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0xff, 0xdb]))).toBeNull();
});

test.each([
  ['no finer than it was scanned', 80, 80],
  ['no finer than a page needs', 97, 85],
  ['not as coarsely as a poor scan', 40, 75],
])('a page that is turned is coded anew %s', async (_, scanned, expected) => {
  const scan = await openScan(await picture.clone().jpeg({ quality: scanned }).toBuffer(), 10_000);

  const { bytes } = await scan.picture(180, 200);

  expect(Math.abs((jpegQuality(bytes) ?? 0) - expected)).toBeLessThanOrEqual(1);
});
