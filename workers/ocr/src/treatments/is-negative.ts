import type { GreyImage } from '../grey-image.ts';

/**
 * True for a page whose writing is light on dark. Being dark is not enough (a photograph is): its fine strokes must be
 * lighter than what surrounds them far more often than darker.
 */
export function isNegative({ width, height, pixels }: GreyImage): boolean {
  const histogram = new Uint32Array(256);
  for (const value of pixels) histogram[value] = (histogram[value] as number) + 1;
  let seen = 0;
  let median = 0;
  while (median < 255 && seen + (histogram[median] as number) < pixels.length / 2)
    seen += histogram[median++] as number;
  if (median > 110) return false;

  let lighter = 0;
  let darker = 0;
  const reach = 6;
  for (let y = reach; y < height - reach; y += 2) {
    for (let x = reach; x < width - reach; x++) {
      const here = pixels[y * width + x] as number;
      const left = here - (pixels[y * width + x - reach] as number);
      const right = here - (pixels[y * width + x + reach] as number);
      if (left > 50 && right > 50) lighter++;
      else if (left < -50 && right < -50) darker++;
    }
  }
  return lighter > 200 && lighter > darker * 3;
}
