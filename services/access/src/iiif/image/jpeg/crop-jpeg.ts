import { type BitWriter, createBitWriter } from './bit-writer.ts';
import type { HuffmanCode } from './huffman-code.ts';
import { type Frame, readFrame } from './read-frame.ts';

/**
 * The left upper part of a JPEG without decoding it: blocks within the part stay as they are, bit for bit, and those beyond it are left
 * out. Null where that cannot be: for a JPEG smaller than the part, for any but a baseline one of one scan, and for a damaged one.
 */
export function cropJpeg(jpeg: Buffer, width: number, height: number): Buffer | null {
  const frame = readFrame(jpeg);
  if (!frame || width < 1 || height < 1 || width > frame.width || height > frame.height) return null;
  const scan = withoutStuffing(jpeg.subarray(frame.scanAt, -2));
  const cropped = scan && cropScan(frame, scan, width, height);
  if (!cropped) return null;
  const head = Buffer.from(jpeg.subarray(0, frame.scanAt));
  head.writeUInt16BE(height, frame.sizeAt);
  head.writeUInt16BE(width, frame.sizeAt + 2);
  return Buffer.concat([head, cropped, jpeg.subarray(-2)]);
}

/** More bytes than a block of a damaged scan may take from beyond its end before that is noticed. */
const BEYOND = 256;

/** The bits of a scan, in which a byte of 255 is followed by one of 0 (ITU-T T.81, F.1.2.3). Null where another follows. */
function withoutStuffing(scan: Buffer): Uint8Array | null {
  const bits = Buffer.alloc(scan.length + BEYOND);
  let size = 0;
  for (let at = 0; at < scan.length; ) {
    const stuffed = scan.indexOf(0xff, at);
    const end = stuffed < 0 ? scan.length : stuffed + 1;
    size += scan.copy(bits, size, at, end);
    if (stuffed >= 0 && scan[end] !== 0) return null;
    at = end + 1;
  }
  return bits.subarray(0, size + BEYOND);
}

/** Units row by row, of each its blocks. The mean of a block is told as the difference from the one before it of its colour (F.1.2.1). */
function cropScan(frame: Frame, scan: Uint8Array, width: number, height: number): Buffer | null {
  const { blocks, unitWidth, unitHeight } = frame;
  const [unitsAcross, keptAcross] = [Math.ceil(frame.width / unitWidth), Math.ceil(width / unitWidth)];
  const keptDown = Math.ceil(height / unitHeight);
  const isNarrower = keptAcross < unitsAcross;
  const writer = createBitWriter(scan.length + keptDown * blocks.length * 4);
  const [means, writtenMeans] = [new Int32Array(blocks.length), new Int32Array(blocks.length)];
  let [at, writtenTo] = [0, 0];
  const writeTo = (end: number) => {
    for (; end - writtenTo >= 16; writtenTo += 16) writer.put(bitsAt(scan, writtenTo), 16);
    writer.put(bitsAt(scan, writtenTo) >> (16 - end + writtenTo), end - writtenTo);
    writtenTo = end;
  };

  for (let row = 0; row < keptDown; row += 1) {
    for (let unit = 0; unit < unitsAcross; unit += 1) {
      const isTornOff = isNarrower && row > 0 && unit === 0;
      for (const { colour, isFirst, means: code, others } of blocks) {
        const begin = at;
        const found = code.find(bitsAt(scan, at));
        const size = found & 0xff;
        if (found === 0 || size > MOST_BITS) return null;
        at += found >> 8;
        const mean = (means[colour] ?? 0) + signed(bitsAt(scan, at) >> (16 - size), size);
        at += size;
        if (isTornOff && isFirst) {
          // The one before it was left out.
          writeTo(begin);
          if (!writeMean(writer, code, mean - (writtenMeans[colour] ?? 0))) return null;
          writtenTo = at;
        }
        means[colour] = mean;
        if (unit < keptAcross) writtenMeans[colour] = mean;
        at = endOfBlock(others, scan, at);
        if (at === 0) return null;
      }
      if (unit === keptAcross - 1) writeTo(at);
    }
    writtenTo = at;
  }
  return writer.end();
}

/** Of the difference of two means, each of 8 bits (F.1.2.1.1). */
const MOST_BITS = 11;

/** Where a block's other 63 numbers end; 0 where they do not, or there are more (F.1.2.2). */
function endOfBlock(others: HuffmanCode, scan: Uint8Array, begin: number): number {
  let at = begin;
  for (let number = 1; number < 64; number += 1) {
    const found = others.find(bitsAt(scan, at));
    const zeros = (found >> 4) & 15;
    const size = found & 15;
    if (found === 0) return 0;
    at += (found >> 8) + size;
    if (size === 0 && zeros < 15) break;
    number += zeros;
    if (number > 63) return 0;
  }
  return at <= (scan.length - BEYOND) * 8 ? at : 0;
}

/** False where the code has no word for it. */
function writeMean(writer: BitWriter, code: HuffmanCode, difference: number): boolean {
  const size = 32 - Math.clz32(Math.abs(difference));
  const written = code.written(size);
  writer.put(written & 0xffff, written >> 16);
  writer.put(difference < 0 ? difference + (1 << size) - 1 : difference, size);
  return written !== 0;
}

/** So many bits as a number that may be below zero (F.1.2.1, table F.1). */
const signed = (bits: number, size: number) => (bits < 1 << (size - 1) ? bits - (1 << size) + 1 : bits);

/** The next 16 bits. */
function bitsAt(scan: Uint8Array, at: number): number {
  const byte = at >> 3;
  const three = ((scan[byte] ?? 0) << 16) | ((scan[byte + 1] ?? 0) << 8) | (scan[byte + 2] ?? 0);
  return (three >> (8 - (at & 7))) & 0xffff;
}
