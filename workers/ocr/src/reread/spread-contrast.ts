import type { GreyImage } from '../scan/grey-image.ts';

// More than half of a line of print is paper, and more than a hundredth of it ink.
const PAPER_SHARE = 0.6;
const INK_SHARE = 0.01;
/** In levels of 255: with less between them there is no telling ink from paper, and grain would become letters. */
const LEAST_CONTRAST = 16;

/** Makes paper white and ink black. On the white of a sheet, paper that stays grey would be taken for ink. */
export function spreadContrast({ width, height, pixels }: GreyImage): GreyImage {
  const counts = new Uint32Array(256);
  for (const level of pixels) counts[level] = (counts[level] as number) + 1;
  const ink = levelAt(counts, pixels.length * INK_SHARE);
  const paper = Math.max(ink + LEAST_CONTRAST, levelAt(counts, pixels.length * PAPER_SHARE));
  const spread = Uint8Array.from(counts, (_, level) => clamp(Math.round(((level - ink) * 255) / (paper - ink))));
  return { width, height, pixels: pixels.map((level) => spread[level] as number) };
}

const clamp = (level: number) => Math.min(255, Math.max(0, level));

/** The level that so many pixels do not exceed. */
function levelAt(counts: Uint32Array, wanted: number): number {
  let seen = 0;
  for (const [level, count] of counts.entries()) {
    seen += count;
    if (seen >= wanted) return level;
  }
  return 255;
}
