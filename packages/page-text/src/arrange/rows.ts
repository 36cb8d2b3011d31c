import { median, quantile } from './median.ts';
import { isOneBase, type Piece } from './piece.ts';

/** Pieces that stand on one baseline, from left to right. */
export type Row = readonly Piece[];

/** Pieces in rows from top to bottom, also where a row is a little tilted: each piece is held against its neighbour at the left. */
export function rowsOf(pieces: readonly Piece[]): readonly Row[] {
  const height = Math.max(
    1,
    quantile(
      pieces.map(({ size }) => size),
      0.9,
    ),
  );
  const shelves = new Map<number, Piece[][]>();
  const rows: Piece[][] = [];
  for (const piece of pieces.toSorted((one, other) => one.left - other.left)) {
    const shelf = Math.floor(piece.base / height);
    const near = [shelf - 1, shelf, shelf + 1].flatMap((number) => shelves.get(number)?.slice(-MOST_ROWS) ?? []);
    const row = nearestRow(near, piece);
    if (row) row.push(piece);
    else rows.push([piece]);
    const own = row ?? rows.at(-1) ?? [];
    const shelved = shelves.get(shelf);
    if (!shelved) shelves.set(shelf, [own]);
    else if (!shelved.includes(own, -MOST_ROWS)) shelved.push(own);
  }
  const heights = new Map(rows.map((row) => [row, heightOf(row)]));
  return rows.toSorted((one, other) => (heights.get(one) ?? 0) - (heights.get(other) ?? 0));
}

export const heightOf = (row: Row): number => median(row.map(({ base }) => base));

/** More rows than can begin at one height; what lies over each other in heaps is not text. */
const MOST_ROWS = 40;

/** What the engine saw as one line is one, where the pieces do not stand over each other; else the nearest baseline decides. */
function nearestRow(rows: readonly Piece[][], piece: Piece): Piece[] | undefined {
  let best: { readonly row: Piece[]; readonly distance: number } | undefined;
  for (const row of rows) {
    const end = row.at(-1);
    if (!end || end.right > piece.left + OVERLAP * piece.size) continue;
    // A stroke of a seal read as a small letter says nothing of where the line goes on.
    const last = row.findLast(({ size }) => size > SMALL * piece.size) ?? end;
    const distance = last.line === piece.line && piece.line >= 0 ? -1 : Math.abs(last.base - piece.base);
    const fits = distance < 0 ? Math.abs(last.base - piece.base) < piece.size : isOneBase(last, piece);
    if (fits && distance < (best?.distance ?? Number.POSITIVE_INFINITY)) best = { row, distance };
  }
  return best?.row;
}

const OVERLAP = 0.3;
const SMALL = 0.5;
