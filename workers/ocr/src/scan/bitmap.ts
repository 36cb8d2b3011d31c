import type { GreyImage } from './grey-image.ts';

const FILE_HEADER = 14;
const PICTURE_HEADER = 40;
const LEVELS = 256;
const PIXELS_FROM = FILE_HEADER + PICTURE_HEADER + 4 * LEVELS;

/**
 * The picture as a Windows bitmap (version 3, eight bits, rows from the lowest up), which the tesseract program takes in whole: a
 * greymap it reads byte by byte, which costs it a twentieth of the time it reads a page for.
 */
export function bitmap({ width, height, pixels }: GreyImage): Buffer {
  // Rows begin at every fourth byte.
  const stride = Math.ceil(width / 4) * 4;
  const file = Buffer.alloc(PIXELS_FROM + stride * height);
  file.write('BM', 0, 'latin1');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(PIXELS_FROM, 10);
  file.writeUInt32LE(PICTURE_HEADER, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(8, 28);
  file.writeUInt32LE(stride * height, 34);
  file.writeUInt32LE(LEVELS, 46);
  for (let level = 0; level < LEVELS; level++) {
    file.fill(level, FILE_HEADER + PICTURE_HEADER + 4 * level, FILE_HEADER + PICTURE_HEADER + 4 * level + 3);
  }
  for (let y = 0; y < height; y++) {
    file.set(pixels.subarray(y * width, (y + 1) * width), PIXELS_FROM + (height - 1 - y) * stride);
  }
  return file;
}
