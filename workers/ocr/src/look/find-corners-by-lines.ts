import type { Box, Point } from '@diachi/page-text';
import type { Size } from '../reading/place.ts';
import type { Corners } from '../scan/corners.ts';
import { rowsOf } from './rows-of.ts';

// In letters: shorter rows tell no direction.
const LONG_ROW = 12;
const LEAST_ROWS = 10;
// Between the first and the last line, or the two margins, in pixels for each: a degree and more.
const LEAST_CONVERGENCE = 0.021;
/** How many times its own uncertainty a convergence is at least. */
const PLAINLY = 5;
// In heights of small letters.
const OFF_LINE = 0.12;
const OFF_MARGIN = 0.35;
const BEFORE_MARGIN = 1.5;
// Of all lines: so many begin at a margin, and so few before it.
const LEAST_AT_MARGIN = 0.4;
const MOST_BEFORE_MARGIN = 0.1;
const MOST_LARGER = 2;
const ROUNDS = 4;
// More of either tell nothing more.
const MOST_ROWS = 50;
const MOST_FEET = 30;
const TRIES = 300;

/** A straight line that runs along or down: so far off at the middle of the picture, and so much more for each pixel. */
type Line = { readonly at: number; readonly slope: number };

/** A line of writing, and how much it tells. */
type Row = Line & { readonly weight: number };

/**
 * Corners of a rectangle that holds the whole picture of an upright page, as it was seen at a slant, told by its writing alone: lines that run
 * together, and margins that do. Null where neither does plainly.
 */
export function findCornersByLines(letters: readonly Box[], size: Size, letterHeight: number): Corners | null {
  const chains = rowsOf(letters).filter(({ length }) => length >= LONG_ROW);
  const rows = everyFew(chains, MOST_ROWS).map((chain) => rowOf(chain, size, letterHeight));
  if (rows.length < LEAST_ROWS) return null;
  const across = convergence(rows);
  const extent = Math.max(...rows.map(({ at }) => at)) - Math.min(...rows.map(({ at }) => at));
  const feetOf = ({ y, height }: Box) => y + height - size.height / 2;
  const starts = chains.map(([first]) => first as Box).map((box) => ({ x: box.x - size.width / 2, y: feetOf(box) }));
  const ends = chains
    .map((chain) => chain.at(-1) as Box)
    .map((box) => ({ x: size.width / 2 - box.x - box.width, y: feetOf(box) }));
  const left = marginOf(starts, letterHeight, size.height);
  const right = mirrored(marginOf(ends, letterHeight, size.height));
  const isAcross =
    Math.abs(across.growth) * extent > LEAST_CONVERGENCE && Math.abs(across.growth) > PLAINLY * across.unsure;
  const isDown = left !== null && right !== null && Math.abs(left.slope - right.slope) > LEAST_CONVERGENCE;
  if (!isAcross && !isDown) return null;
  const level = isAcross ? across : { growth: 0, atMiddle: mean(rows.map(({ slope, weight }) => [slope, weight])) };
  // Where lines meet: their slope is nothing at x = infinity, or grows with how far down they are.
  const alongPoint: Ray = isAcross ? [-1, -level.atMiddle / 1, level.growth] : [1, level.atMiddle, 0];
  const downPoint = downward(left, right, isDown, level.atMiddle);
  return around(alongPoint, downPoint, size);
}

function rowOf(chain: readonly Box[], size: Size, letterHeight: number): Row {
  const feet = everyFew(chain, MOST_FEET).map(({ x, y, width, height }) => ({
    x: x + width / 2 - size.width / 2,
    y: y + height - size.height / 2,
  }));
  let weights = feet.map(() => 1);
  let line = fit(feet, weights);
  for (let round = 0; round < ROUNDS; round++) {
    weights = feet.map(({ x, y }) => 1 / (1 + ((y - line.at - line.slope * x) / (letterHeight * OFF_LINE)) ** 2));
    line = fit(feet, weights);
  }
  const span = (feet.at(-1) as Point).x - (feet[0] as Point).x;
  return { ...line, weight: span ** 2 * chain.length };
}

/** The line through places, `y` by `x`, each with so much weight. */
function fit(places: readonly Point[], weights: readonly number[]): Line {
  let [total, sumX, sumY, sumXX, sumXY] = [0, 0, 0, 0, 0];
  for (const [number, { x, y }] of places.entries()) {
    const weight = weights[number] as number;
    total += weight;
    sumX += weight * x;
    sumY += weight * y;
    sumXX += weight * x * x;
    sumXY += weight * x * y;
  }
  const spread = sumXX - (sumX * sumX) / total;
  const slope = spread > 0 ? (sumXY - (sumX * sumY) / total) / spread : 0;
  return { at: (sumY - slope * sumX) / total, slope };
}

/** How the slope of lines grows with how far down they cross the middle, and how unsure that is. */
function convergence(rows: readonly Row[]): {
  readonly growth: number;
  readonly atMiddle: number;
  readonly unsure: number;
} {
  const places = rows.map(({ at, slope }) => ({ x: at, y: slope }));
  let weights = rows.map(({ weight }) => weight);
  let line = fit(places, weights);
  for (let round = 0; round < ROUNDS; round++) {
    const off = places.map(({ x, y }) => Math.abs(y - line.at - line.slope * x));
    const usual = Math.max(1e-4, off.toSorted((one, other) => one - other)[Math.floor(off.length / 2)] as number);
    weights = rows.map(({ weight }, number) => weight / (1 + ((off[number] as number) / (2 * usual)) ** 2));
    line = fit(places, weights);
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const middle = mean(places.map(({ x }, number) => [x, weights[number] as number]));
  const spread = mean(places.map(({ x }, number) => [(x - middle) ** 2, weights[number] as number]));
  const rest = mean(places.map(({ x, y }, number) => [(y - line.at - line.slope * x) ** 2, weights[number] as number]));
  const counted = total ** 2 / weights.reduce((sum, weight) => sum + weight ** 2, 0);
  return {
    growth: line.slope,
    atMiddle: line.at,
    unsure: Math.sqrt(rest / Math.max(1, counted - 2) / Math.max(1e-9, spread)),
  };
}

/** The line most beginnings of lines stand on, none before it: `x` by `y`. Null where too few do. */
function marginOf(ends: readonly Point[], letterHeight: number, height: number): Line | null {
  const near = letterHeight * OFF_MARGIN;
  let best: Line | null = null;
  let most = Math.max(LEAST_ROWS, ends.length * LEAST_AT_MARGIN) - 1;
  for (let tried = 0; tried < TRIES; tried++) {
    // Each end with others that are farther and farther away.
    const one = ends[tried % ends.length] as Point;
    const other = ends[((tried * 7 + Math.floor(tried / ends.length) + ends.length / 2) % ends.length) | 0] as Point;
    if (Math.abs(other.y - one.y) < height / 4) continue;
    const slope = (other.x - one.x) / (other.y - one.y);
    const at = one.x - slope * one.y;
    let [on, before] = [0, 0];
    for (const { x, y } of ends) {
      const off = x - at - slope * y;
      if (Math.abs(off) < near) on++;
      else if (off < -letterHeight * BEFORE_MARGIN) before++;
    }
    if (on <= most || before > ends.length * MOST_BEFORE_MARGIN) continue;
    best = { at, slope };
    most = on;
  }
  if (!best) return null;
  const { at, slope } = best;
  const on = ends.filter(({ x, y }) => Math.abs(x - at - slope * y) < near).map(({ x, y }) => ({ x: y, y: x }));
  return fit(
    on,
    on.map(() => 1),
  );
}

/** So many at most, from all over a list. */
function everyFew<Item>(items: readonly Item[], most: number): readonly Item[] {
  const step = Math.ceil(items.length / most);
  return step <= 1 ? items : items.filter((_, number) => number % step === 0);
}

const mirrored = (margin: Line | null): Line | null => margin && { at: -margin.at, slope: -margin.slope };

type Ray = readonly [number, number, number];

/** Where margins meet: in one point, or nowhere when only one is known; then they run as it does, or square to the lines. */
function downward(left: Line | null, right: Line | null, isDown: boolean, level: number): Ray {
  if (left && right && isDown) return cross([1, -left.slope, -left.at], [1, -right.slope, -right.at]);
  const slopes = [left, right].flatMap((margin) => (margin ? [margin.slope] : []));
  const slope = slopes.length > 0 ? slopes.reduce((sum, one) => sum + one, 0) / slopes.length : -level;
  return [slope, 1, 0];
}

/** The smallest rectangle that holds a whole picture and whose sides run to two points; all in pixels from the middle until the end. */
function around(along: Ray, down: Ray, { width, height }: Size): Corners | null {
  const ends = [
    [-width / 2, -height / 2],
    [width / 2, -height / 2],
    [width / 2, height / 2],
    [-width / 2, height / 2],
  ] as const;
  // By where they cross the middle of the picture, down or across.
  const levels = ends
    .map(([x, y]) => cross(along, [x, y, 1]))
    .toSorted((one, other) => -one[2] / one[1] + other[2] / other[1]);
  const uprights = ends
    .map(([x, y]) => cross(down, [x, y, 1]))
    .toSorted((one, other) => -one[2] / one[0] + other[2] / other[0]);
  const [top, bottom] = [levels[0] as Ray, levels[3] as Ray];
  const [left, right] = [uprights[0] as Ray, uprights[3] as Ray];
  const corners = [
    [left, top],
    [top, right],
    [right, bottom],
    [bottom, left],
  ].map(([one, other]) => {
    const [x, y, away] = cross(one as Ray, other as Ray);
    return { x: x / away + width / 2, y: y / away + height / 2 };
  }) as unknown as Corners;
  const isSensible = corners.every(
    ({ x, y }) => Math.abs(x - width / 2) < width * MOST_LARGER && Math.abs(y - height / 2) < height * MOST_LARGER,
  );
  return isSensible ? corners : null;
}

const cross = ([a, b, c]: Ray, [d, e, f]: Ray): Ray => [b * f - c * e, c * d - a * f, a * e - b * d];

function mean(values: readonly (readonly [value: number, weight: number])[]): number {
  let [sum, total] = [0, 0];
  for (const [value, weight] of values) {
    sum += value * weight;
    total += weight;
  }
  return total > 0 ? sum / total : 0;
}
