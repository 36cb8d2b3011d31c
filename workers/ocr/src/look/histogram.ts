import type { GreyImage } from '../scan/grey-image.ts';

// Levels of a page are told from every third pixel as well as from all.
const STEP = 3;

/** How many of the pixels looked at have each level, and how many were looked at. */
export function histogramOf({ pixels }: GreyImage): { readonly counts: Uint32Array; readonly total: number } {
  const counts = new Uint32Array(256);
  let total = 0;
  for (let index = 0; index < pixels.length; index += STEP) {
    const level = pixels[index] as number;
    counts[level] = (counts[level] as number) + 1;
    total++;
  }
  return { counts, total };
}

/** The level that this share of what was counted lies above. */
export function levelBelow({ counts, total }: ReturnType<typeof histogramOf>, share: number): number {
  let level = 255;
  for (let above = counts[255] as number; level > 0 && above < total * share; above += counts[level] as number) level--;
  return level;
}
