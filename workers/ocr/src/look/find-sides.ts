import type { GreyImage } from '../scan/grey-image.ts';

/** A side of a sheet that runs down a picture: so far across at its top row, and so much farther each row. */
export type Side = { readonly at: number; readonly perRow: number };

/** Where a picture grows plainly brighter from left to right: places in each row, the plainest of them. */
export type Steps = { readonly width: number; readonly height: number; readonly places: readonly Float32Array[] };

// Pixels that are compared either side of a step: a rule or a letter is narrower, and no step.
const REACH = 5;
const MOST_IN_ROW = 5;
const ROUNDS = 400;
const LEAST_APART = 0.25;
// Of a row to the next: sheets are seldom held more aslant.
const STEEPEST = 0.5;
const NEAR_PX = 1.2;

/** Steps from darker to brighter by at least so many levels. */
export function findSteps({ width, height, pixels }: GreyImage, leastLevels: number): Steps {
  const rises = new Float32Array(width);
  const places = Array.from({ length: height }, (_, y) => {
    const row = pixels.subarray(y * width, (y + 1) * width);
    let rise = 0;
    for (let x = 0; x < REACH; x++) rise += (row[x + REACH] ?? 0) - (row[x] ?? 0);
    for (let x = REACH; x <= width - REACH; x++) {
      rises[x] = rise / REACH;
      rise += (row[x + REACH] ?? 0) - 2 * (row[x] ?? 0) + (row[x - REACH] ?? 0);
    }
    return plainest(rises, width, leastLevels);
  });
  return { width, height, places };
}

function plainest(rises: Float32Array, width: number, least: number): Float32Array {
  const peaks: { readonly x: number; readonly rise: number }[] = [];
  for (let x = REACH; x <= width - REACH; x++) {
    const rise = rises[x] as number;
    const before = x > REACH ? (rises[x - 1] as number) : 0;
    const after = x < width - REACH ? (rises[x + 1] as number) : 0;
    if (rise < least || rise < before || rise <= after) continue;
    // The top of the parabola through three neighbours.
    const bow = before - 2 * rise + after;
    peaks.push({ x: x + (bow < 0 ? (before - after) / (2 * bow) : 0), rise });
  }
  peaks.sort((one, other) => other.rise - one.rise);
  return Float32Array.from(peaks.slice(0, MOST_IN_ROW), ({ x }) => x);
}

/** The straight line most rows have a step on (Fischler and Bolles, RANSAC, 1981); the same picture gives the same line. Null with too few. */
export function findSide(steps: Steps): Side | null {
  const { height, places } = steps;
  const known = [...places.keys()].filter((y) => (places[y] as Float32Array).length > 0);
  if (known.length < height * LEAST_APART) return null;
  const next = chances();
  const pick = () => {
    const y = known[Math.floor(next() * known.length)] as number;
    const inRow = places[y] as Float32Array;
    return { x: inRow[Math.floor(next() * inRow.length)] as number, y };
  };
  let best: Side | null = null;
  let most = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const [one, other] = [pick(), pick()];
    if (Math.abs(one.y - other.y) < height * LEAST_APART) continue;
    const perRow = (other.x - one.x) / (other.y - one.y);
    if (Math.abs(perRow) > STEEPEST) continue;
    const side = { at: one.x - perRow * one.y, perRow };
    const count = placesOn(steps, side, 2).length;
    if (count > most) {
      best = side;
      most = count;
    }
  }
  if (!best) return null;
  return refit(steps, refit(steps, best));
}

/** Steps that lie on a side, in every row or every so many. */
export function placesOn(
  { height, places }: Steps,
  { at, perRow }: Side,
  every = 1,
): readonly { x: number; y: number }[] {
  const on: { x: number; y: number }[] = [];
  for (let y = 0; y < height; y += every) {
    const x = (places[y] as Float32Array).find((place) => Math.abs(place - at - perRow * y) < NEAR_PX);
    if (x !== undefined) on.push({ x, y });
  }
  return on;
}

/** The same side by least squares. */
function refit(steps: Steps, side: Side): Side {
  const on = placesOn(steps, side);
  const count = Math.max(1, on.length);
  const middleX = on.reduce((sum, { x }) => sum + x, 0) / count;
  const middleY = on.reduce((sum, { y }) => sum + y, 0) / count;
  const spread = on.reduce((sum, { y }) => sum + (y - middleY) ** 2, 0);
  if (spread === 0) return side;
  const perRow = on.reduce((sum, { x, y }) => sum + (x - middleX) * (y - middleY), 0) / spread;
  return { at: middleX - perRow * middleY, perRow };
}

/** Numbers from 0 up to 1 that only look like chance (Lehmer). */
function chances(): () => number {
  let state = 48_271;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
