import { type Band, gapsBetween, type Span } from './bands.ts';
import { findRun } from './find-run.ts';
import { type Grid, gridOf, isProse, isTable } from './find-table.ts';
import { median } from './median.ts';
import { isSpeck, type Piece, wordsText } from './piece.ts';
import { rowsOf } from './rows.ts';

/** A part of a page that is read straight down, or across row by row, and the column it belongs to. */
export type Section =
  | {
      readonly kind: 'column';
      readonly pieces: readonly Piece[];
      readonly frame: Span;
      /** A few lines beside others, as in the head of a letter and under it: no headings, and every line by itself. */
      readonly isBeside?: boolean;
    }
  | { readonly kind: 'table'; readonly grid: Grid; readonly frame: Span };

/**
 * A region's parts in reading order: what is over the columns, the columns from left to right, what is under them, each again in the
 * same way (recursive cuts: Nagy and Seth, "Hierarchical representation of optically scanned documents", 1984).
 */
export function sectionsOf(pieces: readonly Piece[], frame: Span = frameSpan(pieces)): readonly Section[] {
  if (pieces.length === 0) return [];
  const run = findRun(pieces);
  if (!run) return [{ kind: 'column', pieces, frame }];
  const { above, within, below } = divide(pieces, run.bands, run.first, run.last);
  return [...sectionsOf(above, frame), ...acrossOf(within, run.span, frame), ...sectionsOf(below, frame)];
}

/** What a white strip divides: a table, columns, or lines with wide gaps after all. */
function acrossOf(pieces: readonly Piece[], strip: Span, frame: Span): readonly Section[] {
  const solid = pieces.filter((piece) => !isSpeck(piece));
  const grid = gridOf(solid);
  if (isTable(grid)) return [{ kind: 'table', grid: { ...grid, rows: rowsOf(pieces) }, frame }];
  const columns = columnsOf(pieces, solid, strip);
  if (columns.length < 2 || isLinesWithGaps(columns)) return [{ kind: 'column', pieces, frame }];
  if (rowsOf(pieces).length <= MOST_BESIDE && !columns.every(isProse))
    return columns.map((column) => ({ kind: 'column', pieces: column, frame: frameSpan(column), isBeside: true }));
  return columns.flatMap((column) => sectionsOf(column));
}

/** Pieces that white strips part from top to bottom, or the one that dust reaches into; a speck goes where its middle is. */
function columnsOf(pieces: readonly Piece[], solid: readonly Piece[], strip: Span): readonly (readonly Piece[])[] {
  const size = median(solid.map((piece) => piece.size));
  const clear = gapsBetween(solid, LEAST_GUTTER * size);
  const gaps = clear.length > 0 ? clear : [strip];
  const columns: Piece[][] = gaps.map(() => []);
  columns.push([]);
  for (const piece of pieces) {
    const middle = (piece.left + piece.right) / 2;
    columns[gaps.filter(({ from, to }) => middle > (from + to) / 2).length]?.push(piece);
  }
  return columns.filter((column) => column.length > 0);
}

const LEAST_GUTTER = 0.7;
/** More rows than heads of letters and signatures have. */
const MOST_BESIDE = 5;
const marker = /^([-–—•*+o§]|\(?(\d{1,3}|[a-zđ]|[ivx]{1,4}|[IVX]{1,5})[.)]?)$/;

/**
 * Numbers or signs before the items of a list, and two or three lines that happen to have a wide gap, are no columns. Heads of letters and
 * signatures are: short lines, centred under each other or set apart by the engine too.
 */
function isLinesWithGaps(columns: readonly (readonly Piece[])[]): boolean {
  const [first = [], ...others] = columns;
  if (columns.length === 2 && first.every(({ words }) => marker.test(wordsText(words)))) return true;
  const rows = rowsOf(columns.flat()).length;
  if (rows > MOST_BESIDE || columns.every(isProse)) return false;
  const isApart = others.some((column) => column.every(({ line }) => first.every((piece) => piece.line !== line)));
  return !isApart && !columns.some(isCentred);
}

/** True of lines of different lengths under each other, with one middle. */
function isCentred(column: readonly Piece[]): boolean {
  const size = median(column.map((piece) => piece.size));
  const spread = (of: (piece: Piece) => number) => Math.max(...column.map(of)) - Math.min(...column.map(of));
  return (
    column.length > 1 &&
    spread(({ left, right }) => (left + right) / 2) < 1.2 * size &&
    spread(({ left }) => left) > 0.25 * size
  );
}

function divide(pieces: readonly Piece[], bands: readonly Band[], first: number, last: number) {
  const start = edgeBetween(bands[first - 1], bands[first]);
  const end = edgeBetween(bands[last], bands[last + 1]);
  const middle = ({ top, base }: Piece) => (top + base) / 2;
  return {
    above: pieces.filter((piece) => middle(piece) < start),
    within: pieces.filter((piece) => middle(piece) >= start && middle(piece) < end),
    below: pieces.filter((piece) => middle(piece) >= end),
  };
}

function edgeBetween(upper: Band | undefined, lower: Band | undefined): number {
  if (!upper) return Number.NEGATIVE_INFINITY;
  return lower ? (upper.base + lower.top) / 2 : Number.POSITIVE_INFINITY;
}

/** From the leftmost to the rightmost of some pieces. */
export const frameSpan = (pieces: readonly Piece[]): Span => ({
  from: Math.min(...pieces.map(({ left }) => left)),
  to: Math.max(...pieces.map(({ right }) => right)),
});
