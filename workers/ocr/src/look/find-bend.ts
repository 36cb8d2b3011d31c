import type { Box } from '@diachi/page-text';
import type { Size } from '../reading/place.ts';
import { rowsOf } from './rows-of.ts';
import { solve } from './solve.ts';

/**
 * How far lines of writing lie below where they would be if they were straight: in pixels, at places along the page, on the middle line
 * of the page and as it grows down the page. For a copy of the page of this size.
 */
export type Bend = { readonly size: Size; readonly atMiddle: Float64Array; readonly perHeight: Float64Array };

const PLACES = 11;
const ROUNDS = 5;
// Smoothness, against one letter's word; and hardly anything, where nothing is known.
const SMOOTH = 20;
const REST = 0.01;
const LEAST_LINE = 10;
const LEAST_LETTERS = 150;
// In heights of small letters, and in pixels down for each along: engines read lines that lean by less than a degree as well as straight ones.
const LEAST_BEND = 0.3;
const LEAST_SLOPE = 0.02;
// Straightened lines must be plainly straighter than they were, or it was no bend.
const STRAIGHTER = 0.75;

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
  let weights = new Float64Array(feet.length).fill(1);
  let bend: Bend = { size, atMiddle: new Float64Array(PLACES), perHeight: new Float64Array(PLACES) };
  const before = offLine(feet, bend, weights);
  for (let round = 0; round < ROUNDS; round++) {
    bend = fit(feet, weights, size);
    const tolerance = letterHeight * 0.12;
    weights = offLine(feet, bend, weights).map((off) => 1 / (1 + (off / tolerance) ** 2));
  }
  const after = offLine(feet, bend, weights);
  if (isSlight(bend, letterHeight) || median(after) > STRAIGHTER * median(before)) return null;
  return bend;
}

/** How far below its place a point of the straight page lies on the bent one. */
export function bentBy({ size, atMiddle, perHeight }: Bend, x: number, y: number): number {
  const { place, share } = placeAlong(x, size.width);
  const down = y / size.height - 0.5;
  const at = (number: number) => (atMiddle[number] as number) + (perHeight[number] as number) * down;
  return at(place) * (1 - share) + at(place + 1) * share;
}

function placeAlong(x: number, width: number) {
  const exact = Math.max(0, Math.min(PLACES - 1.000_001, (x / width) * (PLACES - 1)));
  const place = Math.floor(exact);
  return { place, share: exact - place };
}

/**
 * Least squares for what is left of each foot when the mean of its line is taken off. A foot speaks for four terms of many, so that its own
 * products are added up, and those of its line's means taken off in the end.
 */
function fit(feet: readonly Foot[], weights: Float64Array, size: Size): Bend {
  const terms = 2 * PLACES;
  const matrix = Array.from({ length: terms }, () => new Float64Array(terms + 1));
  const lines: { readonly sums: Float64Array; total: number }[] = [];
  for (const [number, { x, y, line }] of feet.entries()) {
    const weight = weights[number] as number;
    const { place, share } = placeAlong(x, size.width);
    const down = y / size.height - 0.5;
    const values = [
      [place, 1 - share],
      [place + 1, share],
      [PLACES + place, (1 - share) * down],
      [PLACES + place + 1, share * down],
    ] as const;
    const those = lines[line] ?? { sums: new Float64Array(terms + 1), total: 0 };
    lines[line] = those;
    those.total += weight;
    addTo(those.sums, terms, weight * y);
    for (const [term, value] of values) {
      const weighted = weight * value;
      addTo(those.sums, term, weighted);
      const into = matrix[term] as Float64Array;
      for (const [other, otherValue] of values) addTo(into, other, weighted * otherValue);
      addTo(into, terms, weighted * y);
    }
  }
  for (const { sums, total } of lines) {
    for (const [term, into] of matrix.entries()) {
      const mean = (sums[term] as number) / total;
      if (mean === 0) continue;
      for (let other = 0; other <= terms; other++) addTo(into, other, -mean * (sums[other] as number));
    }
  }
  addSmoothness(matrix);
  const solved = solve(matrix);
  return { size, atMiddle: solved.slice(0, PLACES), perHeight: solved.slice(PLACES) };
}

const addTo = (row: Float64Array, column: number, value: number): void => {
  row[column] = (row[column] as number) + value;
};

/** Neighbouring places go on as they did, and nothing moves that nobody asks to. */
function addSmoothness(matrix: readonly Float64Array[]): void {
  const add = (row: number, column: number, value: number) => addTo(matrix[row] as Float64Array, column, value);
  for (const from of [0, PLACES]) {
    for (let place = 0; place < PLACES; place++) add(from + place, from + place, REST);
    for (let place = 1; place < PLACES - 1; place++) {
      const terms = [
        [from + place - 1, 1],
        [from + place, -2],
        [from + place + 1, 1],
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
function isSlight({ size, atMiddle, perHeight }: Bend, letterHeight: number): boolean {
  const stepPx = size.width / (PLACES - 1);
  return [-0.4, 0, 0.4].every((down) => {
    const moved = atMiddle.map((value, place) => value + (perHeight[place] as number) * down);
    const steepest = moved.reduce(
      (most, value, place) => Math.max(most, Math.abs(value - (moved[place - 1] ?? value))),
      0,
    );
    return Math.max(...moved) - Math.min(...moved) < LEAST_BEND * letterHeight || steepest < LEAST_SLOPE * stepPx;
  });
}

const median = (values: Float64Array): number => values.toSorted()[Math.floor(values.length / 2)] as number;
