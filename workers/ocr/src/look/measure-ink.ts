import type { Box } from '@diachi/page-text';
import type { GreyImage } from '../scan/grey-image.ts';
import { histogramOf, levelBelow } from './histogram.ts';
import type { Surroundings } from './mark-ink.ts';
import type { Tones } from './tell-content.ts';

// The brightest tenth of a page is paper; of it, plain ink keeps less than the one share and clean paper more than the other.
const PAPER_SHARE = 0.1;
const INK_LEVEL = 0.3;
const PAPER_LEVEL = 0.8;
const MOST_MEASURED = 400;

/** The tones of a page: much of a photograph is neither as dark as ink nor as light as paper, and little of print. */
export function tonesOf(image: GreyImage, around: Surroundings): Tones {
  const histogram = histogramOf(image);
  const paper = levelBelow(histogram, PAPER_SHARE);
  let between = 0;
  for (let level = Math.ceil(paper * INK_LEVEL); level < paper * PAPER_LEVEL; level++)
    between += histogram.counts[level] as number;
  const aroundOf = ({ x, y, width, height }: Box) =>
    around[Math.floor(y + height / 2) * image.width + Math.floor(x + width / 2)] as number;
  return { share: between / Math.max(1, histogram.total), isShade: (box) => aroundOf(box) < paper * PAPER_LEVEL };
}

/** How light writing is beside its paper, from 0 for black on white to 1: in the middle of its letters, by the darkest pixel of each. */
export function paleness({ width, pixels }: GreyImage, letters: readonly Box[]): number {
  const step = Math.max(1, Math.floor(letters.length / MOST_MEASURED));
  const shares: number[] = [];
  for (let number = 0; number < letters.length; number += step) {
    const box = letters[number] as Box;
    let [dark, light] = [255, 1];
    for (let y = box.y; y < box.y + box.height; y++) {
      for (let x = box.x; x < box.x + box.width; x++) {
        const level = pixels[y * width + x] as number;
        dark = Math.min(dark, level);
        light = Math.max(light, level);
      }
    }
    shares.push(dark / light);
  }
  shares.sort((one, other) => one - other);
  return shares[Math.floor(shares.length / 2)] ?? 0;
}
