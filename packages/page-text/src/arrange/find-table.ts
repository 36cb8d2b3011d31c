import type { Span } from './bands.ts';
import { median } from './median.ts';
import { type Piece, wordsText } from './piece.ts';
import { type Row, rowsOf } from './rows.ts';

/** Rows of pieces and the white strips that part their columns. */
export type Grid = { readonly rows: readonly Row[]; readonly separators: readonly Span[] };

/** The narrowest strip between cells, in parts of the type size. */
const LEAST_STRIP = 0.5;
/** Rows that may run over a strip without closing it: heads over two columns, a sum over the whole width. */
const OVERRUN = 0.2;

/** Pieces as rows and columns, whatever they are. */
export function gridOf(pieces: readonly Piece[]): Grid {
  const rows = rowsOf(pieces);
  const size = median(pieces.map((piece) => piece.size));
  return { rows, separators: separatorsOf(rows, size) };
}

/** Strips that nearly all rows leave white, with text at both sides in some row. */
function separatorsOf(rows: readonly Row[], size: number): readonly Span[] {
  const edges = rows
    .flat()
    .flatMap(({ left, right }) => [
      { at: left, cover: 1 },
      { at: right, cover: -1 },
    ])
    .toSorted((one, other) => one.at - other.at || one.cover - other.cover);
  const most = rows.length * OVERRUN;
  const spans: Span[] = [];
  let cover = 0;
  let from: number | null = null;
  for (const [place, { at, cover: step }] of edges.entries()) {
    cover += step;
    if (cover > most) {
      if (from !== null && at - from >= LEAST_STRIP * size) spans.push({ from, to: at });
      from = null;
    } else if (from === null && place < edges.length - 1) {
      from = at;
    }
  }
  const first = edges[0]?.at ?? 0;
  return spans.filter((span) => span.from > first && rows.some((row) => isParted(row, span)));
}

const isParted = (row: Row, { from, to }: Span) =>
  row.some(({ right }) => right <= from + 1) && row.some(({ left }) => left >= to - 1);

/** Number of the column a piece stands in: of several the one it covers most of, and of a head over two the first. */
export function columnOf({ left, right }: Piece, separators: readonly Span[]): number {
  let [best, most] = [0, Number.NEGATIVE_INFINITY];
  for (let column = 0; column <= separators.length; column++) {
    const from = separators[column - 1]?.to ?? Number.NEGATIVE_INFINITY;
    const to = separators[column]?.from ?? Number.POSITIVE_INFINITY;
    // Negative where it lies on a strip: then the nearest column is its own.
    const shared = Math.min(right, to) - Math.max(left, from);
    if (shared > most + 1) [best, most] = [column, shared];
  }
  return best;
}

const isFigure = (piece: Piece) => /^[-–—]$|^[(]?[\d][\d.,:/\-–% ]*[%)]?$/.test(wordsText(piece.words));

/** True of rows and columns that are read across: cells are short or figures, and stand in rows. Columns of prose are full of words. */
export function isTable({ rows, separators }: Grid): boolean {
  const columns = separators.length + 1;
  const cells = Array.from({ length: columns }, (): Piece[] => []);
  const parted = rows.filter((row) => {
    const filled = row.map((piece) => columnOf(piece, separators));
    for (const [place, piece] of row.entries()) cells[filled[place] ?? 0]?.push(piece);
    return new Set(filled).size > 1;
  });
  if (columns < 2 || parted.length < 2 || parted.length < rows.length * 0.5) return false;
  const kinds = cells.map(kindOf);
  if (columns > 2) {
    const prose = kinds.filter(({ isProse }) => isProse).length;
    return prose <= columns - 2 && (parted.length > 2 || kinds.some(({ figures }) => figures >= 0.5));
  }
  if (parted.length < 3) return false;
  if (kinds.some(({ figures }) => figures >= 0.6)) return true;
  return parted.length >= 4 && kinds.every(({ isFlush }) => isFlush) && kinds.some(({ words }) => words <= 2);
}

type ColumnKind = {
  readonly words: number;
  readonly figures: number;
  readonly isProse: boolean;
  readonly isFlush: boolean;
};

/** True of a column whose lines are full of words: text, and no cells. */
export const isProse = (column: readonly Piece[]): boolean => kindOf(column).isProse;

function kindOf(cells: readonly Piece[]): ColumnKind {
  const words = median(cells.map((cell) => cell.words.length));
  const left = Math.min(...cells.map((cell) => cell.left));
  const width = Math.max(...cells.map(({ right }) => right)) - left;
  const fill = median(cells.map((cell) => (cell.right - cell.left) / Math.max(1, width)));
  const size = median(cells.map((cell) => cell.size));
  const flush = cells.filter((cell) => cell.left - left < 0.6 * size).length;
  return {
    words,
    figures: cells.filter(isFigure).length / Math.max(1, cells.length),
    isProse: cells.length > 3 && words >= 4 && fill >= 0.7,
    isFlush: flush >= cells.length * 0.8,
  };
}
