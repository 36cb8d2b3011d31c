import type { Box } from '@diachi/page-text';
import { gathered } from './find-skew.ts';

/**
 * How much better the letters' feet line up than their heads, on a page that is straight once turned by `skew`
 * degrees. Vietnamese and French stand on one line and carry their marks above, so it is above 1 upright and below 1
 * upside down; capitals and Chinese characters give about 1.
 */
export function feetAgainstHeads(letters: readonly Box[], skew: number): number {
  const feet = letters.map(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height }));
  const heads = letters.map(({ x, y, width }) => ({ x: x + width / 2, y }));
  return gathered(feet, skew, 1) / Math.max(1, gathered(heads, skew, 1));
}
