import type { Ink } from '../look/mark-ink.ts';

/** So much of the width, in pieces, is a rule that is broken here and there. */
const LEAST_SHARE = 0.5;

/** Whether a level rule runs through ink: stretches longer than any stroke, in pixels, that together take up much of the width. */
export function hasRule({ width, height, marks }: Ink, longestStroke: number): boolean {
  let ruled = 0;
  for (let y = 0; y < height; y++) {
    const row = marks.subarray(y * width, (y + 1) * width);
    for (let left = row.indexOf(1); left !== -1; ) {
      const end = row.indexOf(0, left);
      const length = (end === -1 ? width : end) - left;
      if (length > longestStroke) ruled += length;
      left = row.indexOf(1, left + length);
    }
  }
  return ruled >= width * LEAST_SHARE;
}
