import { surroundings } from '../look/mark-ink.ts';
import type { GreyImage } from '../scan/grey-image.ts';

// Of a page of print, more than a fiftieth is ink, and more than half is paper.
const INK_SHARE = 0.02;
const PAPER_SHARE = 0.5;
/** Of the light around: with less between ink and paper, grain would become letters. */
const LEAST_CONTRAST = 0.12;
const STEPS = 512;

/**
 * Makes ink black and paper white by what surrounds each pixel, as binarisation of faded papers does (Sauvola and Pietikäinen 2000), but
 * with the greys between kept: engines read those better than jagged outlines.
 */
export function spreadLocally(image: GreyImage): GreyImage {
  const { width, height, pixels } = image;
  const around = surroundings(image);
  const shares = new Uint16Array(pixels.length);
  const counts = new Uint32Array(STEPS);
  for (let at = 0; at < pixels.length; at++) {
    const share = ((pixels[at] as number) / Math.max(1, around[at] as number)) * (STEPS / 2);
    const step = Math.min(STEPS - 1, Math.round(share));
    shares[at] = step;
    counts[step] = (counts[step] as number) + 1;
  }
  const paper = stepAt(counts, pixels.length * PAPER_SHARE);
  const ink = Math.min(stepAt(counts, pixels.length * INK_SHARE), paper - LEAST_CONTRAST * (STEPS / 2));
  const spread = Uint8Array.from(counts, (_, step) =>
    Math.max(0, Math.min(255, Math.round(((step - ink) * 255) / (paper - ink)))),
  );
  return { width, height, pixels: Uint8Array.from(shares, (step) => spread[step] as number) };
}

/** The step that so many pixels do not exceed. */
function stepAt(counts: Uint32Array, wanted: number): number {
  let seen = 0;
  for (const [step, count] of counts.entries()) {
    seen += count;
    if (seen >= wanted) return step;
  }
  return STEPS - 1;
}
