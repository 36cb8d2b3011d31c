import type { Border } from '../look/find-border.ts';
import type { GreyImage } from '../scan/grey-image.ts';

/** Paints a border white, on the picture it was found in at any scale. */
export function whiten(image: GreyImage, border: Border): GreyImage {
  const { width, height } = image;
  const pixels = Uint8Array.from(image.pixels);
  const columns = Uint32Array.from({ length: width }, (_, x) => Math.floor((x * border.width) / width));
  for (let y = 0; y < height; y++) {
    const row = Math.floor((y * border.height) / height) * border.width;
    for (let x = 0; x < width; x++) {
      if (border.marks[row + (columns[x] as number)] === 1) pixels[y * width + x] = 255;
    }
  }
  return { width, height, pixels };
}
