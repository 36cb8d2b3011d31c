import type { Box } from '@diachi/page-text';
import type { Size } from '../reading/place.ts';
import { rowsOf } from './rows-of.ts';
import { solve } from './solve.ts';

/**
 * How far lines of writing lie below where they would be if they were straight: in pixels, at places along the page, on the middle line
 * of the page and as it grows down the page. For a copy of the page of this size.
 */
export type Bend = {
  readonly size: Size;
  readonly places: Float64Array;
  readonly atMiddle: Float64Array;
  readonly perHeight: Float64Array;
};

// Along the lines of a page, from where they begin to where they end: leaves turn steeply into a gutter within the last words.
const SHARES = [0, 0.03, 0.06, 0.1, 0.15, 0.22, 0.31, 0.4, 0.5, 0.6, 0.69, 0.78, 0.85, 0.9, 0.94, 0.97, 1] as const;
const PLACES = SHARES.length;
// In heights of small letters: what is farther off its line counts little. First far less is known than at last, and a steep end is no letter that hangs below.
const TOLERANCES = [2, 1, 0.5, 0.25, 0.12, 0.12] as const;
// Smoothness, against one letter's word; and hardly anything, where nothing is known.
const SMOOTH = 0.5;
const REST = 0.01;
const LEAST_LINE = 10;
const LEAST_LETTERS = 150;
// In heights of small letters, and in pixels down for each along: engines read lines that lean by less than a degree as well as straight ones.
const LEAST_BEND = 0.3;
const LEAST_SLOPE = 0.02;
// Before letters that hang below their lines count less, of what is asked at last.
const AT_FIRST = 0.6;
// Where lines are moved at all, in heights of small letters and in letters, they must be plainly straighter than they were, or it was no bend.
const MOVED = 0.15;
const LEAST_MOVED = 18;
const STRAIGHTER = 0.75;
const ON_LINE = 0.09;

type Foot = { readonly x: number; readonly y: number; readonly line: number };

/**
 * The bend of a page whose lines run level but for it: a sheet that rises to its gutter, a photograph whose lines run together.
 * Found by least squares on the feet of letters, line by line, with those that hang below counting less each round. Null on a page
 * that is flat, and where straightening would not make lines plainly straighter.
 */
export function findBend(letters: readonly Box[], size: Size, letterHeight: number): Bend | null {
  const feet = rowsOf(letters)
    .filter((chain) => chain.length >= LEAST_LINE)
    .flatMap((chain, line) =>
      chain.map(({ x, y, width, height }): Foot => ({ x: x + width / 2, y: y + height, line })),
    );
  if (feet.length < LEAST_LETTERS) return null;
  const flat = flatBend(feet, size);
  let weights = new Float64Array(feet.length).fill(1);
  let bend = flat;
  for (const tolerance of TOLERANCES) {
    bend = fit(feet, weights, flat);
    // Most pages are flat, and are left at the first sight.
    if (tolerance === TOLERANCES[0] && isSlight(bend, letterHeight * AT_FIRST)) return null;
    weights = offLine(feet, bend, weights).map((off) => 1 / (1 + (off / (letterHeight * tolerance)) ** 2));
  }
  return isSlight(bend, letterHeight) || !isStraighter(feet, flat, bend, weights, letterHeight) ? null : bend;
}

/** No bend yet, at places from the first letter of all lines to the last. */
function flatBend(feet: readonly Foot[], size: Size): Bend {
  const first = feet.reduce((least, { x }) => Math.min(least, x), size.width);
  const last = feet.reduce((most, { x }) => Math.max(most, x), 0);
  const places = Float64Array.from(SHARES, (share) => first + (last - first) * share);
  return { size, places, atMiddle: new Float64Array(PLACES), perHeight: new Float64Array(PLACES) };
}

/** How far below its place a point of the straight page lies on the bent one. */
export function bentBy({ size, places, atMiddle, perHeight }: Bend, x: number, y: number): number {
  const { place, share } = placeAlong(x, places);
  const down = y / size.height - 0.5;
  const at = (number: number) => (atMiddle[number] as number) + (perHeight[number] as number) * down;
  return at(place) * (1 - share) + at(place + 1) * share;
}

/** Between which two places a point lies, and how far towards the second; beyond the ends it goes on as there. */
function placeAlong(x: number, places: Float64Array) {
  let place = 0;
  while (place < PLACES - 2 && x > (places[place + 1] as number)) place++;
  const [from, to] = [places[place] as number, places[place + 1] as number];
  return { place, share: to > from ? Math.max(0, Math.min(1, (x - from) / (to - from))) : 0 };
}

/** Least squares for what is left of each foot when the mean of its line is taken off. */
function fit(feet: readonly Foot[], weights: Float64Array, { size, places }: Bend): Bend {
  const terms = 2 * PLACES;
  const matrix = Array.from({ length: terms }, () => new Float64Array(terms + 1));
  const sums: Float64Array[] = [];
  const totals: number[] = [];
  const add = (row: number, column: number, value: number) => {
    const into = matrix[row] as Float64Array;
    into[column] = (into[column] as number) + value;
  };
  // Of one foot: the terms that are not nothing, its height last.
  const those = new Int32Array([0, 0, 0, 0, terms]);
  const values = new Float64Array(5);
  for (const [number, { x, y, line }] of feet.entries()) {
    const weight = weights[number] as number;
    const { place, share } = placeAlong(x, places);
    const down = y / size.height - 0.5;
    those.set([place, place + 1, PLACES + place, PLACES + place + 1]);
    values.set([1 - share, share, (1 - share) * down, share * down, y]);
    const sum = sums[line] ?? new Float64Array(terms + 1);
    sums[line] = sum;
    totals[line] = (totals[line] ?? 0) + weight;
    for (let one = 0; one < 5; one++) {
      const term = those[one] as number;
      const weighted = weight * (values[one] as number);
      sum[term] = (sum[term] as number) + weighted;
      if (term === terms) continue;
      const into = matrix[term] as Float64Array;
      for (let other = 0; other < 5; other++) {
        const at = those[other] as number;
        into[at] = (into[at] as number) + weighted * (values[other] as number);
      }
    }
  }
  sums.forEach((sum, line) => {
    for (let one = 0; one < terms; one++) {
      const mean = (sum[one] as number) / (totals[line] as number);
      if (mean === 0) continue;
      const into = matrix[one] as Float64Array;
      for (let other = 0; other <= terms; other++)
        into[other] = (into[other] as number) - mean * (sum[other] as number);
    }
  });
  addSmoothness(add, places);
  const solved = solve(matrix);
  return { size, places, atMiddle: solved.slice(0, PLACES), perHeight: solved.slice(PLACES) };
}

/** Lines go on from place to place as they ran before, and nothing moves that nobody asks to. */
function addSmoothness(add: (row: number, column: number, value: number) => void, places: Float64Array): void {
  const usual = ((places[PLACES - 1] as number) - (places[0] as number)) / 10;
  for (const from of [0, PLACES]) {
    for (let place = 0; place < PLACES; place++) add(from + place, from + place, REST);
    for (let place = 1; place < PLACES - 1; place++) {
      const before = usual / ((places[place] as number) - (places[place - 1] as number));
      const after = usual / ((places[place + 1] as number) - (places[place] as number));
      const terms = [
        [from + place - 1, before],
        [from + place, -before - after],
        [from + place + 1, after],
      ] as const;
      for (const [row, one] of terms) for (const [column, other] of terms) add(row, column, SMOOTH * one * other);
    }
  }
}

/** How far each foot is off its own line, once unbent. */
function offLine(feet: readonly Foot[], bend: Bend, weights: Float64Array): Float64Array {
  const heights = Float64Array.from(feet, ({ x, y }) => y - bentBy(bend, x, y));
  const sums: number[] = [];
  const totals: number[] = [];
  feet.forEach(({ line }, number) => {
    sums[line] = (sums[line] ?? 0) + (heights[number] as number) * (weights[number] as number);
    totals[line] = (totals[line] ?? 0) + (weights[number] as number);
  });
  return heights.map((height, number) => {
    const { line } = feet[number] as Foot;
    return Math.abs(height - (sums[line] as number) / (totals[line] as number));
  });
}

/** True where no place is moved far against another of its height, and no line is steep. */
function isSlight({ places, atMiddle, perHeight }: Bend, letterHeight: number): boolean {
  return [-0.4, 0, 0.4].every((down) => {
    const moved = atMiddle.map((value, place) => value + (perHeight[place] as number) * down);
    const steepest = moved.reduce((most, value, place) => {
      const stepPx = (places[place] as number) - (places[place - 1] ?? Number.NEGATIVE_INFINITY);
      return Math.max(most, Math.abs(value - (moved[place - 1] ?? value)) / stepPx);
    }, 0);
    return Math.max(...moved) - Math.min(...moved) < LEAST_BEND * letterHeight || steepest < LEAST_SLOPE;
  });
}

/** True where letters that are moved against most of their page come nearer to their lines by it, and all others stay on theirs. */
function isStraighter(
  feet: readonly Foot[],
  flat: Bend,
  bend: Bend,
  weights: Float64Array,
  letterHeight: number,
): boolean {
  const even = new Float64Array(feet.length).fill(1);
  const before = offLine(feet, flat, even);
  const after = offLine(feet, bend, even);
  // As unbending moves them: against the letters of their own line.
  const moves = feet.map(({ x, y }) => bentBy(bend, x, y));
  const shift = offLine(
    feet.map((foot, number) => ({ ...foot, y: moves[number] as number })),
    flat,
    weights,
  );
  const isMoved = (_: number, number: number) => (shift[number] as number) > MOVED * letterHeight;
  const [movedBefore, movedAfter] = [before.filter(isMoved), after.filter(isMoved)];
  return (
    movedBefore.length >= LEAST_MOVED &&
    median(movedAfter) <= STRAIGHTER * median(movedBefore) &&
    median(after) <= Math.max(median(before), ON_LINE * letterHeight)
  );
}

const median = (values: Float64Array): number => values.toSorted()[Math.floor(values.length / 2)] as number;
