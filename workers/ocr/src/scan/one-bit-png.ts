import { crc32, deflateSync } from 'node:zlib';
import type { GreyImage } from './grey-image.ts';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const METRES_PER_INCH = 0.0254;
const HALF = 128;

/** A picture in black and white only, as a PNG of one bit a pixel (PNG specification, colour type 0). */
export function oneBitPng(image: GreyImage, dpi: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(image.width, 0);
  header.writeUInt32BE(image.height, 4);
  header[8] = 1;
  const density = Buffer.alloc(9);
  density.writeUInt32BE(Math.round(dpi / METRES_PER_INCH), 0);
  density.writeUInt32BE(Math.round(dpi / METRES_PER_INCH), 4);
  density[8] = 1;
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('pHYs', density),
    chunk('IDAT', deflateSync(packed(image))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Rows of bits, highest first, each row begun by its filter: none. */
function packed({ width, height, pixels }: GreyImage): Uint8Array {
  const stride = 1 + Math.ceil(width / 8);
  const rows = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if ((pixels[y * width + x] as number) < HALF) continue;
      const place = y * stride + 1 + (x >> 3);
      rows[place] = (rows[place] as number) | (0x80 >> (x & 7));
    }
  }
  return rows;
}

function chunk(type: string, data: Uint8Array): Buffer {
  const framed = Buffer.alloc(12 + data.length);
  framed.writeUInt32BE(data.length, 0);
  framed.write(type, 4, 'latin1');
  framed.set(data, 8);
  framed.writeUInt32BE(crc32(framed.subarray(4, 8 + data.length)), 8 + data.length);
  return framed;
}
