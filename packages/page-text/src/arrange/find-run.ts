import { type Band, bandsOf, countLines, gapsBetween, type Span, whiteWithin } from './bands.ts';
import { median } from './median.ts';
import { isSpeck, type Piece } from './piece.ts';

/** Bands of a region that one white strip divides, from the first to the last. */
export type Run = { readonly bands: readonly Band[]; readonly first: number; readonly last: number };

/** The narrowest strip that may divide columns, in parts of the type size: old newspapers have little more. */
const LEAST_STRIP = 0.7;
/** A line this much farther off, in parts of its type size, or of another size, is no part of the column it stands over or under. */
const FARTHER = 2.3;
const OTHER_SIZE = 1.18;

/**
 * The stretch of a region that is best divided into columns: where a white strip has text at both sides over the most lines (after
 * Nagy and Seth's cuts, 1984, taken in the order of Breuel's white rectangles, 2002). Null in a region that is read straight down.
 */
export function findRun(pieces: readonly Piece[]): Run | null {
  const solid = pieces.filter((piece) => !isSpeck(piece));
  const size = median(solid.flatMap((piece) => (piece.size > 0 ? [piece.size] : [])));
  if (solid.length < 4 || size === 0) return null;
  const bands = bandsOf(solid);
  let best: { readonly run: Run; readonly worth: number } | null = null;
  for (const [place, band] of bands.entries()) {
    // Lines of columns need not be level: one may stand in this band and its neighbour in the next.
    const level = [...band.pieces, ...(bands[place + 1]?.pieces ?? [])];
    for (const gap of gapsBetween(level, LEAST_STRIP * size)) {
      const run = trim(extend(bands, place, gap, LEAST_STRIP * size));
      const worth = worthOf(run, size);
      if (worth > (best?.worth ?? 0)) best = { run, worth };
    }
  }
  return best?.run ?? null;
}

type Strip = Run & { readonly span: Span };

function extend(bands: readonly Band[], seed: number, gap: Span, least: number): Strip {
  let [first, last, span] = [seed, seed, gap];
  const take = (band: Band | undefined) => {
    const white = band && whiteWithin(span, band.pieces);
    if (!white || white.to - white.from < least) return false;
    span = white;
    return true;
  };
  while (take(bands[last + 1])) last++;
  while (take(bands[first - 1])) first--;
  return { bands, first, last, span };
}

/** Lets go of lines at the ends that only one side has, and that do not go on regularly from what stands there. */
function trim(strip: Strip): Strip {
  let { first, last } = strip;
  const inner = (from: number, to: number) => strip.bands.slice(from, to).flatMap(({ pieces }) => pieces);
  while (first < last && isOdd(strip, strip.bands[first], inner(first + 1, last + 1))) first++;
  while (last > first && isOdd(strip, strip.bands[last], inner(first, last))) last--;
  return { ...strip, first, last };
}

function isOdd({ span }: Strip, end: Band | undefined, inner: readonly Piece[]): boolean {
  if (!end) return false;
  const lefts = end.pieces.filter((piece) => isLeftOf(piece, span)).length;
  if (lefts > 0 && lefts < end.pieces.length) return false;
  const sameSide = inner.filter((piece) => isLeftOf(piece, span) === lefts > 0);
  const base = median(end.pieces.map((piece) => piece.base));
  const next = sameSide.toSorted((one, other) => Math.abs(one.base - base) - Math.abs(other.base - base))[0];
  if (!next) return true;
  const size = median(end.pieces.map((piece) => piece.size));
  const isOtherSize = Math.max(size / next.size, next.size / size) > OTHER_SIZE;
  return isOtherSize || Math.abs(next.base - base) > FARTHER * size;
}

const isLeftOf = ({ right }: Piece, { from }: Span) => right <= from;

/** Lines that have text at both sides of the strip; nothing where they are too few for so narrow a strip. */
function worthOf({ bands, first, last, span }: Strip, size: number): number {
  const pieces = bands.slice(first, last + 1).flatMap((band) => band.pieces);
  const left = pieces.filter((piece) => isLeftOf(piece, span));
  const right = pieces.filter((piece) => !isLeftOf(piece, span));
  const lines = Math.min(linesBeside(left, right), linesBeside(right, left));
  const width = (span.to - span.from) / size;
  const isEnough = lines >= 5 || (lines >= 3 && width >= 1.1) || (lines === 2 && width >= 2);
  return isEnough ? lines + Math.min(width, 10) / 100 : 0;
}

/** Lines of one side that stand beside the other side, and not over or under it. */
function linesBeside(side: readonly Piece[], other: readonly Piece[]): number {
  const top = Math.min(...other.map((piece) => piece.top - piece.size));
  const base = Math.max(...other.map((piece) => piece.base + piece.size));
  return countLines(side.filter((piece) => piece.base > top && piece.top < base));
}
