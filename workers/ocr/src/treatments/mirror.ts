import type { GreyImage } from '../scan/grey-image.ts';

/** A picture as it is seen from the back. */
export function mirror({ width, height, pixels }: GreyImage): GreyImage {
  const mirrored = new Uint8Array(pixels.length);
  for (let y = 0; y < height; y++) {
    mirrored.set(pixels.slice(y * width, (y + 1) * width).reverse(), y * width);
  }
  return { width, height, pixels: mirrored };
}
