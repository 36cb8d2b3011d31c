import { type Bend, bentBy } from '../look/find-bend.ts';
import type { Place } from '../reading/place.ts';
import type { GreyImage } from '../scan/grey-image.ts';

/** Straightens bent lines on the picture they were found in at any scale: each column is moved up or down, by cubic interpolation. */
export function unbend(image: GreyImage, bend: Bend): GreyImage {
  const { width, height, pixels } = image;
  const times = width / bend.size.width;
  const straight = new Uint8Array(width * height);
  const level = (x: number, y: number) => pixels[Math.max(0, Math.min(height - 1, y)) * width + x] as number;
  for (let x = 0; x < width; x++) {
    const top = bentBy(bend, x / times, 0) * times;
    const perRow = (bentBy(bend, x / times, height / times) * times - top) / height;
    for (let y = 0; y < height; y++) {
      const from = y + top + perRow * y;
      const row = Math.floor(from);
      straight[y * width + x] = cubic(
        level(x, row - 1),
        level(x, row),
        level(x, row + 1),
        level(x, row + 2),
        from - row,
      );
    }
  }
  return { width, height, pixels: straight };
}

/** Where a point of the straightened picture lies on the bent one. */
export const bentPlace =
  (bend: Bend, times: number): Place =>
  ({ x, y }) => ({ x, y: y + bentBy(bend, x / times, y / times) * times });

/** Between the second and the third of four levels (Catmull and Rom). */
function cubic(before: number, one: number, other: number, after: number, share: number): number {
  const value =
    one +
    0.5 *
      share *
      (other -
        before +
        share * (2 * before - 5 * one + 4 * other - after + share * (3 * (one - other) + after - before)));
  return Math.max(0, Math.min(255, Math.round(value)));
}
