import type { Piece } from './piece.ts';

/** A stretch of a line that is white, in pixels. */
export type Span = { readonly from: number; readonly to: number };

/** Pieces that stand level with each other, with white right across the region above and below them. */
export type Band = { readonly pieces: readonly Piece[]; readonly top: number; readonly base: number };

/** Cuts a region where white runs right across it. */
export function bandsOf(pieces: readonly Piece[]): readonly Band[] {
  const bands: { pieces: Piece[]; top: number; base: number }[] = [];
  for (const piece of pieces.toSorted((one, other) => one.top - other.top)) {
    const last = bands.at(-1);
    if (last && piece.top < last.base) {
      last.pieces.push(piece);
      last.base = Math.max(last.base, piece.base);
    } else {
      bands.push({ pieces: [piece], top: piece.top, base: piece.base });
    }
  }
  return bands;
}

/** White strips between pieces, each at least so wide, from left to right. */
export function gapsBetween(pieces: readonly Piece[], least: number): readonly Span[] {
  const gaps: Span[] = [];
  let right = Number.POSITIVE_INFINITY;
  for (const piece of pieces.toSorted((one, other) => one.left - other.left)) {
    if (piece.left - right >= least) gaps.push({ from: right, to: piece.left });
    right = right === Number.POSITIVE_INFINITY ? piece.right : Math.max(right, piece.right);
  }
  return gaps;
}

/** The widest part of a span that no piece covers; null where they cover it all. */
export function whiteWithin(span: Span, pieces: readonly Piece[]): Span | null {
  const within = pieces.filter(({ left, right }) => right > span.from && left < span.to);
  if (within.length === 0) return span;
  let [from, best]: [number, Span | null] = [span.from, null];
  const consider = (to: number) => {
    if (to > from && (!best || to - from > best.to - best.from)) best = { from, to };
  };
  for (const { left, right } of within.toSorted((one, other) => one.left - other.left)) {
    consider(Math.min(left, span.to));
    from = Math.max(from, right);
  }
  consider(span.to);
  return best;
}

/** How many lines some pieces stand in. */
export function countLines(pieces: readonly Piece[]): number {
  let [count, last] = [0, Number.NEGATIVE_INFINITY];
  for (const { base, size } of pieces.toSorted((one, other) => one.base - other.base)) {
    if (base - last > size * 0.45) count++;
    last = base;
  }
  return count;
}
