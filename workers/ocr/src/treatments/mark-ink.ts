import type { GreyImage } from '../grey-image.ts';

/** Where there is ink: 1 for a pixel clearly darker than what surrounds it. */
export type Ink = {
  readonly width: number;
  readonly height: number;
  readonly marks: Uint8Array;
  /** Pixels marked. */
  readonly count: number;
};

/** Shares of its surroundings' brightness below which a pixel is ink: of type on paper, and of what is nearly gone or shows through. */
export const INK_SHARES = { plain: 0.84, faint: 0.93 } as const;

// In levels of 255. Where all is nearly black, grain is all there is to see.
const TOO_DARK = 40;
const LEAST_CONTRAST = 4;

/** Compares each pixel with the mean of its surroundings, so that shadow and yellowed paper are no ink. */
export function markInk(image: GreyImage, inkShare: number = INK_SHARES.plain): Ink {
  const { width, height, pixels } = image;
  const radius = Math.max(8, Math.round(Math.max(width, height) / 50));
  const sums = sumTable(image);
  const marks = new Uint8Array(width * height);
  let count = 0;
  for (let y = 0; y < height; y++) {
    const top = Math.max(0, y - radius);
    const bottom = Math.min(height, y + radius + 1);
    for (let x = 0; x < width; x++) {
      const left = Math.max(0, x - radius);
      const right = Math.min(width, x + radius + 1);
      const total =
        at(sums, bottom * (width + 1) + right) -
        at(sums, top * (width + 1) + right) -
        at(sums, bottom * (width + 1) + left) +
        at(sums, top * (width + 1) + left);
      const mean = total / ((bottom - top) * (right - left));
      if (mean <= TOO_DARK || at(pixels, y * width + x) >= mean * inkShare - LEAST_CONTRAST) continue;
      marks[y * width + x] = 1;
      count++;
    }
  }
  return { width, height, marks, count };
}

/** Sums of all pixels above and left of each corner; any rectangle's sum is four look-ups. */
function sumTable({ width, height, pixels }: GreyImage): Float64Array {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      row += at(pixels, y * width + x);
      sums[(y + 1) * (width + 1) + x + 1] = at(sums, y * (width + 1) + x + 1) + row;
    }
  }
  return sums;
}

const at = (array: Uint8Array | Float64Array, index: number): number => array[index] as number;
