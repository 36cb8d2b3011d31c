import type { GreyImage } from '../scan/grey-image.ts';
import { spreadContrast } from './spread-contrast.ts';

/** White around cut-outs, in pixels. */
export const MARGIN = 20;
/** As far apart as lines of print are, so that no row is taken for a part of the next. */
export const GAP = 18;

/** Cut-outs below one another on white, and where the top of each stands. */
export type Stack = { readonly image: GreyImage; readonly tops: readonly number[] };

/** Puts cut-outs below one another, each with its contrast spread by itself. */
export function stackCutOuts(cutOuts: readonly GreyImage[]): Stack {
  const width = Math.max(1, ...cutOuts.map((cut) => cut.width)) + 2 * MARGIN;
  const height = cutOuts.reduce((sum, cut) => sum + cut.height + GAP, GAP);
  const pixels = new Uint8Array(width * height).fill(255);
  let top = GAP;
  const tops = cutOuts.map((cutOut) => {
    const cut = spreadContrast(cutOut);
    for (let y = 0; y < cut.height; y++) {
      pixels.set(cut.pixels.subarray(y * cut.width, (y + 1) * cut.width), (top + y) * width + MARGIN);
    }
    const at = top;
    top += cut.height + GAP;
    return at;
  });
  return { image: { width, height, pixels }, tops };
}
