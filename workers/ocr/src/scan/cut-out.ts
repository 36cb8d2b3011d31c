import type { Box } from '@diachi/page-text';
import type { GreyImage } from './grey-image.ts';

/** The part of a picture that lies in a box, both kept within the picture. */
export function cutOut(image: GreyImage, box: Box): GreyImage {
  const left = Math.max(0, Math.min(image.width - 1, box.x));
  const top = Math.max(0, Math.min(image.height - 1, box.y));
  const width = Math.max(1, Math.min(image.width, box.x + box.width) - left);
  const height = Math.max(1, Math.min(image.height, box.y + box.height) - top);
  if (width === image.width && height === image.height) return image;
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const from = (top + y) * image.width + left;
    pixels.set(image.pixels.subarray(from, from + width), y * width);
  }
  return { width, height, pixels };
}
