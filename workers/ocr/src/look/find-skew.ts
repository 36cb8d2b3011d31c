import type { Box } from '@diachi/page-text';

const MOST_DEGREES = 8;
const COARSE_STEP = 0.4;
const FINE_STEP = 0.05;

/**
 * By how many degrees clockwise a page must be turned to be straight, to 0.05°, and how plainly: the letters'
 * feet are projected along each angle, and the right one gathers them in the fewest rows.
 */
export function findSkew(letters: readonly Box[]): number {
  const feet = letters.map(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height }));
  const coarse = sharpest(feet, 0, MOST_DEGREES, COARSE_STEP, 2);
  return sharpest(feet, coarse, COARSE_STEP, FINE_STEP, 1);
}

type Point = { readonly x: number; readonly y: number };

function sharpest(points: readonly Point[], around: number, reach: number, step: number, bandPx: number): number {
  let best = { angle: 0, score: -1 };
  const steps = Math.round(reach / step);
  for (let number = -steps; number <= steps; number++) {
    const angle = around + number * step;
    const score = gathered(points, angle, bandPx);
    if (score > best.score) best = { angle, score };
  }
  return Math.round(best.angle / FINE_STEP) * FINE_STEP;
}

/** Sum of squares of the points in each band, when the page is turned clockwise by `degrees`. */
export function gathered(points: readonly Point[], degrees: number, bandPx: number): number {
  const slope = Math.tan((degrees * Math.PI) / 180);
  const bands = new Map<number, number>();
  for (const { x, y } of points) {
    const place = (y + x * slope) / bandPx;
    const band = Math.floor(place);
    const share = place - band;
    bands.set(band, (bands.get(band) ?? 0) + 1 - share);
    bands.set(band + 1, (bands.get(band + 1) ?? 0) + share);
  }
  let squares = 0;
  for (const count of bands.values()) squares += count * count;
  return squares;
}
