import { median } from './median.ts';
import { isOneBase, type Piece } from './piece.ts';

/** Pieces that stand on one baseline, from left to right. */
export type Row = readonly Piece[];

/** Pieces in rows from top to bottom, also where a row is a little tilted: each piece is held against its neighbour at the left. */
export function rowsOf(pieces: readonly Piece[]): readonly Row[] {
  const rows: Piece[][] = [];
  for (const piece of pieces.toSorted((one, other) => one.left - other.left)) {
    const row = nearestRow(rows, piece);
    if (row) row.push(piece);
    else rows.push([piece]);
  }
  return rows.toSorted((one, other) => heightOf(one) - heightOf(other));
}

export const heightOf = (row: Row): number => median(row.map(({ base }) => base));

/** What the engine saw as one line is one, where the pieces do not stand over each other; else the nearest baseline decides. */
function nearestRow(rows: readonly Piece[][], piece: Piece): Piece[] | undefined {
  let best: { readonly row: Piece[]; readonly distance: number } | undefined;
  for (const row of rows) {
    const last = row.at(-1);
    if (!last || last.right > piece.left + OVERLAP * piece.size) continue;
    const distance = last.line === piece.line && piece.line >= 0 ? -1 : Math.abs(last.base - piece.base);
    const fits = distance < 0 ? Math.abs(last.base - piece.base) < piece.size : isOneBase(last, piece);
    if (fits && distance < (best?.distance ?? Number.POSITIVE_INFINITY)) best = { row, distance };
  }
  return best?.row;
}

const OVERLAP = 0.3;
