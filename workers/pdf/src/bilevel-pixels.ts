import { inflateSync } from 'node:zlib';
import type { PngParts } from './png-header.ts';

/** A PNG of one bit a pixel as one byte a pixel, 0 or 255. A fifth of the work an image library makes of it by way of true colour. Throws when rows are missing. */
export function bilevelPixels({ widthPx, heightPx, palette, compressed }: PngParts): Buffer {
  const rowBytes = Math.ceil(widthPx / 8);
  const rows = inflateSync(compressed, { maxOutputLength: (rowBytes + 1) * heightPx });
  if (rows.length < (rowBytes + 1) * heightPx) throw new Error('the picture has fewer rows than it says');

  const pixels = Buffer.alloc(widthPx * heightPx);
  const eight = eightPixels(palette ? palette[0] === 255 : false);
  let above: Uint8Array = Buffer.alloc(rowBytes);
  for (let y = 0; y < heightPx; y++) {
    const start = y * (rowBytes + 1);
    const row = rows.subarray(start + 1, start + 1 + rowBytes);
    unfilter(rows[start] ?? 0, row, above);
    for (let place = 0; place < rowBytes; place++) {
      const some = eight[row[place] ?? 0];
      const left = place * 8;
      // The last byte may reach over the edge of the picture.
      if (left + 8 <= widthPx) some?.copy(pixels, y * widthPx + left);
      else some?.copy(pixels, y * widthPx + left, 0, widthPx - left);
    }
    above = row;
  }
  return pixels;
}

/** What each byte of a row looks like. */
const eightPixels = (isZeroWhite: boolean): readonly Buffer[] =>
  Array.from({ length: 256 }, (_, byte) =>
    Buffer.from(
      Array.from({ length: 8 }, (__, bit) => (((byte >> (7 - bit)) & 1) === (isZeroWhite ? 0 : 1) ? 255 : 0)),
    ),
  );

/** Undoes a row's filter in place (PNG, section 9.2); with less than eight bits a pixel, the byte before counts as the pixel before. */
function unfilter(filter: number, row: Uint8Array, above: Uint8Array): void {
  if (filter === 0) return;
  for (let place = 0; place < row.length; place++) {
    const [left, up, corner] = [row[place - 1] ?? 0, above[place] ?? 0, above[place - 1] ?? 0];
    row[place] = (row[place] ?? 0) + predicted(filter, left, up, corner);
  }
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) throw new Error(`a row has the filter ${filter}, which there is not`);
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
