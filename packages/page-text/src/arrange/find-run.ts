import { type Band, bandsOf, countLines, gapsBetween, type Span, whiteWithin } from './bands.ts';
import { median } from './median.ts';
import { isSpeck, type Piece } from './piece.ts';

/** Bands of a region that one white strip divides, from the first to the last, and where it is white in nearly all of them. */
export type Run = {
  readonly bands: readonly Band[];
  readonly first: number;
  readonly last: number;
  readonly span: Span;
};

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
  const lines = bands.map((band) => countLines(band.pieces));
  const tried: Run[] = [];
  let best: { readonly run: Run; readonly worth: number } | null = null;
  for (const [place, band] of bands.entries()) {
    // Lines of columns need not be level: one may stand in this band and its neighbour in the next.
    const level = [...band.pieces, ...(bands[place + 1]?.pieces ?? [])];
    for (const gap of gapsBetween(level, LEAST_STRIP * size)) {
      if (isHeadline(bands, place, gap, size) || tried.some((strip) => isPartOf(strip, place, gap))) continue;
      const strip = extend(bands, place, gap, size);
      tried.push(strip);
      const most = lines.slice(strip.first, strip.last + 1).reduce((sum, count) => sum + count, 0);
      if (most < 2 || (best && most + 1 <= best.worth)) continue;
      const run = trim(strip);
      const worth = worthOf(run, size);
      if (worth > (best?.worth ?? 0)) best = { run, worth };
    }
  }
  return best?.run ?? null;
}

/** True of a gap on a strip that was looked at already. */
const isPartOf = ({ first, last, span }: Run, place: number, gap: Span) =>
  place >= first && place < last && gap.from <= span.from && gap.to >= span.to;

function extend(bands: readonly Band[], seed: number, gap: Span, size: number): Run {
  let [first, last, span] = [seed, seed, gap];
  const take = (place: number) => {
    const band = bands[place];
    if (band && isTouched(band, span)) return true;
    const white = band && whiteWithin(span, band.pieces);
    if (!white || white.to - white.from < LEAST_STRIP * size || isHeadline(bands, place, white, size)) return false;
    span = white;
    return true;
  };
  while (take(last + 1)) last++;
  while (take(first - 1)) first--;
  return { bands, first, last, span };
}

/** True where lines of both sides reach into a strip and do not meet: dust beside a word was read with it. */
function isTouched({ pieces }: Band, span: Span): boolean {
  const left = pieces.filter((piece) => isLeftOf(piece, span));
  const right = pieces.filter((piece) => !isLeftOf(piece, span));
  return (
    left.length > 0 &&
    right.length > 0 &&
    right.every((piece) => piece.left > span.from) &&
    Math.max(...left.map((piece) => piece.right)) < Math.min(...right.map((piece) => piece.left))
  );
}

/** How much larger a headline is than what stands around it, and how much white is beside it, in parts of the usual size. */
const LARGER = 1.2;
const WHITE_BESIDE = 2.4;

/** True of a short headline over columns that stands in the first of them: beside it is white where the other columns' lines would be. */
function isHeadline(bands: readonly Band[], place: number, span: Span, usual: number): boolean {
  const band = bands[place];
  if (!band || place === 0 || place === bands.length - 1) return false;
  if (band.pieces.some((piece) => piece.size < LARGER * usual)) return false;
  const isLeft = band.pieces.every((piece) => isLeftOf(piece, span));
  if (!isLeft && band.pieces.some((piece) => isLeftOf(piece, span))) return false;
  const others = bands.flatMap(({ pieces }) => pieces.filter((piece) => isLeftOf(piece, span) !== isLeft));
  const above = Math.max(...others.filter((piece) => piece.base < band.base).map((piece) => piece.base));
  const below = Math.min(...others.filter((piece) => piece.base >= band.base).map((piece) => piece.top));
  return Number.isFinite(below - above) && below - above > WHITE_BESIDE * usual;
}

/** Lets go of lines at the ends that only one side has, and that do not go on regularly from what stands there. */
function trim(strip: Run): Run {
  const { bands } = strip;
  let { first, last } = strip;
  while (first < last && isOdd(strip, first, last)) first++;
  const end = last;
  while (last > first && isOdd(strip, last, first)) last--;
  const left = bands.slice(last + 1, end + 1);
  // A name stands under its office with room for the hand between them.
  const isAtEnd = end === bands.length - 1 && left.length > 0 && left.length < 3;
  const isSigned =
    isAtEnd &&
    isUnder(
      bands.slice(first, last + 1).flatMap(({ pieces }) => pieces),
      left,
      strip.span,
    );
  return { ...strip, first, last: isSigned ? end : last };
}

/** Looks from one end of a run towards the other for what the band at the end would go on from. */
function isOdd({ bands, span }: Run, end: number, other: number): boolean {
  const band = bands[end];
  if (!band) return false;
  const lefts = band.pieces.filter((piece) => isLeftOf(piece, span)).length;
  if (lefts > 0 && lefts < band.pieces.length) return false;
  const step = end < other ? 1 : -1;
  const base = median(band.pieces.map((piece) => piece.base));
  for (let place = end + step; place !== other + step; place += step) {
    const sameSide = bands[place]?.pieces.filter((piece) => isLeftOf(piece, span) === lefts > 0) ?? [];
    const next = sameSide.toSorted((one, two) => Math.abs(one.base - base) - Math.abs(two.base - base))[0];
    if (!next) continue;
    const size = median(band.pieces.map((piece) => piece.size));
    const isOtherSize = Math.max(size / next.size, next.size / size) > OTHER_SIZE;
    return isOtherSize || Math.abs(next.base - base) > FARTHER * size;
  }
  return true;
}

/** True of bands at the right of a strip that stand under what is there, and not too far down. */
function isUnder(upper: readonly Piece[], lower: readonly Band[], span: Span): boolean {
  const right = upper.filter((piece) => !isLeftOf(piece, span));
  const below = lower.flatMap(({ pieces }) => pieces);
  const [from, to] = [Math.min(...right.map((piece) => piece.left)), Math.max(...right.map((piece) => piece.right))];
  const base = Math.max(...right.map((piece) => piece.base));
  return below.every(
    (piece) =>
      !isLeftOf(piece, span) && piece.right > from && piece.left < to && piece.base - base < FARTHEST_NAME * piece.size,
  );
}

/** From an office to the name under it, in parts of the type size. */
const FARTHEST_NAME = 9;

const isLeftOf = ({ left, right }: Piece, { from, to }: Span) => left < from && right < to;

/** Lines that have text at both sides of the strip; nothing where they are too few for so narrow a strip. */
function worthOf({ bands, first, last, span }: Run, size: number): number {
  const pieces = bands.slice(first, last + 1).flatMap((band) => band.pieces);
  const left = pieces.filter((piece) => isLeftOf(piece, span));
  const right = pieces.filter((piece) => !isLeftOf(piece, span));
  const lines = Math.min(linesBeside(left, right), linesBeside(right, left));
  // Wider again than it was where lines have been let go.
  const white = Math.max(
    Math.min(...right.map((piece) => piece.left)) - Math.max(...left.map((piece) => piece.right)),
    span.to - span.from,
  );
  const width = left.length > 0 && right.length > 0 ? white / size : 0;
  // Two short stacks of lines far apart from each other: what a letter ends with.
  const isPair = width >= 3 && lines > 0 && countLines(left) > 1 && countLines(right) > 1;
  const isEnough = isPair || lines >= 5 || (lines >= 3 && width >= 1.1) || (lines === 2 && width >= 2);
  return isEnough ? lines + Math.min(width, 10) / 100 : 0;
}

/** Lines of one side that stand beside the other side, and not over or under it. */
function linesBeside(side: readonly Piece[], other: readonly Piece[]): number {
  const top = Math.min(...other.map((piece) => piece.top - piece.size));
  const base = Math.max(...other.map((piece) => piece.base + piece.size));
  return countLines(side.filter((piece) => piece.base > top && piece.top < base));
}
