import type { Ink } from '../look/mark-ink.ts';

/**
 * How many strokes are crossed going along rows for each that is crossed going down columns: above 1 where upright strokes prevail, as
 * in Latin letters, below where level ones do, as in Chinese characters. 1 without any ink. The size of the writing does not count.
 */
export function strokeBias({ width, height, marks }: Ink): number {
  let along = 0;
  let down = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      if (marks[at] !== 1) continue;
      if (x === 0 || marks[at - 1] !== 1) along++;
      if (y === 0 || marks[at - width] !== 1) down++;
    }
  }
  return down === 0 ? 1 : along / down;
}
