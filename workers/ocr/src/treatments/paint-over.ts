import type { Box } from '@diachi/page-text';
import type { Dust } from '../look/find-dust.ts';
import type { GreyImage } from '../scan/grey-image.ts';

// In pixels of the overview: the blurred rim of a speck.
const RIM = 2;

/** Paints dust over with the paper beside it, on the picture it was found in at any scale. */
export function paintOver(image: GreyImage, { specks, size }: Dust): GreyImage {
  const painted = { ...image, pixels: Uint8Array.from(image.pixels) };
  const times = image.width / size.width;
  for (const speck of specks) paint(painted, speck, times);
  return painted;
}

function paint({ width, height, pixels }: GreyImage, speck: Box, times: number): void {
  const left = Math.max(0, Math.floor((speck.x - RIM) * times));
  const top = Math.max(0, Math.floor((speck.y - RIM) * times));
  const right = Math.min(width, Math.ceil((speck.x + speck.width + RIM) * times));
  const bottom = Math.min(height, Math.ceil((speck.y + speck.height + RIM) * times));
  // From one side to the other, row by row: paper is seldom of one shade.
  for (let y = top; y < bottom; y++) {
    const from = pixels[y * width + Math.max(0, left - 1)] as number;
    const to = pixels[y * width + Math.min(width - 1, right)] as number;
    for (let x = left; x < right; x++)
      pixels[y * width + x] = from + ((to - from) * (x - left)) / Math.max(1, right - left);
  }
}
