import type { GreyImage } from '../scan/grey-image.ts';
import { type Homography, type Plane, toPhotograph } from '../scan/plane.ts';

/** Some part of a photograph in bytes, row by row, and where it lies on the whole. */
export type Part = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly pixels: Uint8Array;
};

/** Rows of the flat picture, from one to before another. */
export type Rows = { readonly from: number; readonly to: number };

const WHITE = 255;
// Shares of four neighbours by place between the second and the third, in so many parts that products of two stay whole numbers of 32 bits.
const PHASES = 256;
const ONE_BITS = 10;
const HALF = 1 << (2 * ONE_BITS - 1);
const SHARES = Int32Array.from({ length: PHASES * 4 }, (_, number) =>
  Math.round(catmullRom((Math.floor(number / 4) + 0.5) / PHASES, number % 4) * (1 << ONE_BITS)),
);

/** Lays a sheet flat that was seen at a slant; what lies outside of the photograph is white. */
export function layFlat({ width, height, pixels }: GreyImage, plane: Plane): GreyImage {
  const photograph = { left: 0, top: 0, width, height, channels: 1, pixels };
  const flat = new Uint8Array(plane.width * plane.height);
  layRowsFlat(photograph, toPhotograph(plane), plane.width, { from: 0, to: plane.height }, flat);
  return { width: plane.width, height: plane.height, pixels: flat };
}

/**
 * Fills rows of a flat picture from the part of a photograph they lie on, by cubic interpolation; `onto` holds these rows alone. What has no
 * neighbours on every side is white, as what lies outside.
 */
export function layRowsFlat(
  { left, top, width, height, channels, pixels }: Part,
  [a = 1, b = 0, c = 0, d = 0, e = 1, f = 0, g = 0, h = 0]: Homography,
  widthPx: number,
  { from, to }: Rows,
  onto: Uint8Array,
): void {
  const rowBytes = width * channels;
  // Bytes are read by far the most often of all that is done for a page image, one by one: nothing is called for them.
  for (let y = from, at = 0; y < to; y++) {
    const [startX, startY, startAway] = [b * (y + 0.5) + c, e * (y + 0.5) + f, h * (y + 0.5) + 1];
    for (let x = 0.5; x < widthPx; x++) {
      // From the middle of a pixel to that of another.
      const perAway = 1 / (g * x + startAway);
      const sourceX = (a * x + startX) * perAway - 0.5 - left;
      const sourceY = (d * x + startY) * perAway - 0.5 - top;
      if (!(sourceX >= 1 && sourceY >= 1 && sourceX < width - 2 && sourceY < height - 2)) {
        for (let channel = 0; channel < channels; channel++) onto[at++] = WHITE;
        continue;
      }
      // Both are positive, so that cutting off is rounding down.
      const column = sourceX | 0;
      const row = sourceY | 0;
      const across = (((sourceX - column) * PHASES) | 0) * 4;
      const down = (((sourceY - row) * PHASES) | 0) * 4;
      const over0 = SHARES[across] as number;
      const over1 = SHARES[across + 1] as number;
      const over2 = SHARES[across + 2] as number;
      const over3 = SHARES[across + 3] as number;
      let first = (row - 1) * rowBytes + (column - 1) * channels;
      for (let channel = 0; channel < channels; channel++, first++) {
        let sum = HALF;
        let place = first;
        for (let near = 0; near < 4; near++, place += rowBytes) {
          const inRow =
            over0 * (pixels[place] as number) +
            over1 * (pixels[place + channels] as number) +
            over2 * (pixels[place + 2 * channels] as number) +
            over3 * (pixels[place + 3 * channels] as number);
          sum += (SHARES[down + near] as number) * inRow;
        }
        const level = sum >> (2 * ONE_BITS);
        onto[at++] = Math.max(0, Math.min(WHITE, level));
      }
    }
  }
}

/** The share of one of four neighbours at a place between the second and the third (Catmull and Rom). */
function catmullRom(place: number, neighbour: number): number {
  const away = Math.abs(place + 1 - neighbour);
  if (away <= 1) return 1.5 * away ** 3 - 2.5 * away ** 2 + 1;
  return away < 2 ? -0.5 * away ** 3 + 2.5 * away ** 2 - 4 * away + 2 : 0;
}
