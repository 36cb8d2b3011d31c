import type { Box } from '@diachi/page-text';

// In heights of the letters compared.
const MOST_GAP = 1.6;
const MOST_OVERLAP = 0.4;
const MOST_OFF_LINE = 0.35;
// A capital is at most so much higher than a small letter, a mark on it included.
const MOST_TALLER = 2.4;
const LEAST_LENGTH = 4;
const CELL = 32;

/** Rows of letters that stand beside each other as in writing: so many at least, of like height, on one line, a small space apart. */
export function findChains<Letter extends Box>(
  letters: readonly Letter[],
  least = LEAST_LENGTH,
): readonly (readonly Letter[])[] {
  const cells = Map.groupBy(letters, ({ x, y }) => cellOf(Math.floor(x / CELL), Math.floor(y / CELL)));
  const next = new Map<Letter, Letter>();
  const hasBefore = new Set<Letter>();
  for (const letter of letters) {
    const follower = nearest(letter, cells);
    if (!follower || hasBefore.has(follower)) continue;
    next.set(letter, follower);
    hasBefore.add(follower);
  }
  return letters
    .filter((letter) => !hasBefore.has(letter))
    .map((first) => [...follow(first, next)])
    .filter((chain) => chain.length >= least);
}

function* follow<Letter extends Box>(first: Letter, next: ReadonlyMap<Letter, Letter>) {
  for (let letter: Letter | undefined = first; letter; letter = next.get(letter)) yield letter;
}

function nearest<Letter extends Box>(letter: Letter, cells: ReadonlyMap<number, readonly Letter[]>): Letter | null {
  const reach = letter.height * MOST_TALLER * MOST_GAP + letter.width;
  let best: Letter | null = null;
  for (let column = Math.floor(letter.x / CELL); column <= Math.floor((letter.x + reach) / CELL); column++) {
    const lowest = Math.floor((letter.y + letter.height * MOST_TALLER) / CELL);
    for (let row = Math.floor((letter.y - letter.height * MOST_TALLER) / CELL); row <= lowest; row++) {
      for (const other of cells.get(cellOf(column, row)) ?? []) {
        if (isNext(letter, other) && (!best || other.x < best.x)) best = other;
      }
    }
  }
  return best;
}

function isNext(letter: Box, other: Box): boolean {
  const [lower, higher] = [Math.min(letter.height, other.height), Math.max(letter.height, other.height)];
  if (other.x <= letter.x || higher > lower * MOST_TALLER) return false;
  const gap = other.x - letter.x - letter.width;
  if (gap > MOST_GAP * higher || gap < -MOST_OVERLAP * higher) return false;
  const feet = Math.abs(letter.y + letter.height - other.y - other.height);
  const heads = Math.abs(letter.y - other.y);
  return Math.min(feet, heads) <= MOST_OFF_LINE * lower;
}

const cellOf = (column: number, row: number): number => row * 100_000 + column;
