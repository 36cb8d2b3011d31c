import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** A green picture, in grey, in three colours or in four printing colours. */
export const jpeg = ({ channels }: { readonly channels: 1 | 3 | 4 }): Promise<Buffer> => {
  const picture = sharp({ create: { width: 200, height: 280, channels: 3, background: { r: 30, g: 160, b: 60 } } });
  if (channels === 1) return picture.greyscale().jpeg().toBuffer();
  return (channels === 4 ? picture.toColourspace('cmyk') : picture).jpeg().toBuffer();
};

/** Noise, coded by tables made for it: there is nothing left to be packed. */
export const grain = (): Promise<Buffer> => {
  let state = 7;
  const pixels = Buffer.from(
    Array.from({ length: 200 * 280 }, () => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return state >>> 24;
    }),
  );
  return sharp(pixels, { raw: { width: 200, height: 280, channels: 1 } })
    .jpeg({ quality: 90, optimiseCoding: true })
    .toBuffer();
};

/** Left half black, right half white, one bit a pixel. */
export const blackAndWhite = (): Promise<Buffer> =>
  sharp({ create: { width: 600, height: 900, channels: 3, background: 'white' } })
    .composite([{ input: { create: { width: 300, height: 900, channels: 3, background: 'black' } }, left: 0, top: 0 }])
    .png({ palette: true, colours: 2 })
    .toBuffer();

/** A PNG of five wide stripes, black first, written by hand with one of the five filters of PNG on every row. */
export function stripes(filter: number) {
  const [widthPx, heightPx, rowBytes] = [1003, 400, 126];
  const black = (x: number) => Math.floor(x * 5) % 2 === 0;
  const row = Buffer.alloc(rowBytes);
  for (let x = 0; x < widthPx; x++) if (!black(x / widthPx)) row[x >> 3] = (row[x >> 3] ?? 0) | (0x80 >> (x & 7));
  const rows = Array.from({ length: heightPx }, (_, y) => {
    const above = y === 0 ? Buffer.alloc(rowBytes) : row;
    const filtered = row.map((byte, place) => {
      const [left, up, corner] = [row[place - 1] ?? 0, above[place] ?? 0, above[place - 1] ?? 0];
      const paeth = [left, up, corner].toSorted(
        (one, other) => Math.abs(left + up - corner - one) - Math.abs(left + up - corner - other),
      )[0];
      return byte - ([0, left, up, (left + up) >> 1, paeth ?? 0][filter] ?? 0);
    });
    return Buffer.concat([Buffer.of(filter), filtered]);
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPx, 0);
  header.writeUInt32BE(heightPx, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const chunks = [chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 0 })), chunk('IEND')];
  return { image: Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks]), black };
}

function chunk(kind: string, body = Buffer.alloc(0)): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), body]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
