import sharp from 'sharp';
import { expect, test } from 'vitest';
import { isSrgb } from './is-srgb.ts';

test('the profile of the usual colours is told from others', async () => {
  expect(isSrgb(await profileOf('srgb'))).toBe(true);
  expect(isSrgb(await profileOf('p3'))).toBe(false);
  expect(isSrgb(await profileOf('cmyk'))).toBe(false);
});

test('a profile with the usual primaries and another curve is another', async () => {
  const profile = await profileOf('srgb');
  const curve = profile.indexOf('para');
  // The power, 2.4 in sixteen bits and as many behind the point.
  profile.writeInt32BE(1.8 * 65_536, curve + 12);

  expect(curve).toBeGreaterThan(0);
  expect(isSrgb(profile)).toBe(false);
});

test('curves may be tables', () => {
  const table = Buffer.alloc(12 + 2 * 1_024);
  table.write('curv');
  table.writeUInt32BE(1_024, 8);
  for (let place = 0; place < 1_024; place++) {
    const level = place / 1_023;
    const light = level <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4;
    table.writeUInt16BE(Math.round(light * 65_535), 12 + 2 * place);
  }

  expect(isSrgb(profileWith(table))).toBe(true);
});

test('curves that are no curves, or one plain power, are another', () => {
  const straight = Buffer.alloc(12);
  straight.write('curv');
  const power = Buffer.alloc(14);
  power.write('curv');
  power.writeUInt32BE(1, 8);
  power.writeUInt16BE(1.8 * 256, 12);

  expect(isSrgb(profileWith(straight))).toBe(false);
  expect(isSrgb(profileWith(power))).toBe(false);
  expect(isSrgb(profileWith(Buffer.from('text')))).toBe(false);
});

test('a profile that breaks off anywhere is none', async () => {
  const profile = await profileOf('srgb');

  for (const length of [0, 1, 127, 130, 132, 140, 200, 300]) expect(isSrgb(profile.subarray(0, length))).toBe(false);
  expect(isSrgb(new Uint8Array(10_000).fill(255))).toBe(false);
});

async function profileOf(name: string): Promise<Buffer> {
  const page = sharp({ create: { width: 8, height: 8, channels: 3, background: 'white' } }).withIccProfile(name);
  const { icc } = await sharp(await page.jpeg().toBuffer()).metadata();
  if (!icc) throw new Error('The picture has no profile.');
  return icc;
}

/** A profile of the usual primaries, with one curve for all channels. */
function profileWith(curve: Buffer): Buffer {
  const colours: readonly (readonly [string, readonly number[]])[] = [
    ['rXYZ', [0.436, 0.2225, 0.0139]],
    ['gXYZ', [0.3851, 0.7169, 0.0971]],
    ['bXYZ', [0.1431, 0.0606, 0.7141]],
  ];
  const tags = [
    ...colours.map(([name, values]) => {
      const body = Buffer.alloc(20);
      body.write('XYZ ');
      for (const [place, value] of values.entries()) body.writeInt32BE(Math.round(value * 65_536), 8 + 4 * place);
      return { name, body };
    }),
    ...['rTRC', 'gTRC', 'bTRC'].map((name) => ({ name, body: curve })),
  ];
  const table = Buffer.alloc(128 + 4 + tags.length * 12);
  table.writeUInt32BE(tags.length, 128);
  let from = table.length;
  for (const [place, { name, body }] of tags.entries()) {
    const at = 132 + place * 12;
    table.write(name, at);
    table.writeUInt32BE(from, at + 4);
    table.writeUInt32BE(body.length, at + 8);
    from += body.length;
  }
  return Buffer.concat([table, ...tags.map(({ body }) => body)]);
}
