import { median } from './median.ts';
import { isSpeck, type Piece, wordsText } from './piece.ts';
import { heightOf, type Row, rowsOf } from './rows.ts';

/** What stands at the top and the bottom of a page and is no part of its text. */
export type PageEdges = {
  readonly heads: readonly EdgePiece[];
  readonly body: readonly Piece[];
  readonly feet: readonly EdgePiece[];
};

export type EdgePiece = { readonly role: 'running-head' | 'page-number'; readonly pieces: readonly Piece[] };

export type EdgeHints = {
  /** Height of what is read, and where it begins, in pixels. */
  readonly top: number;
  readonly height: number;
};

const pageNumber = /^[-–—~.·[(\s]*(\d{1,4}|[ivxlc]{1,7}|[IVXLC]{1,7})[-–—~.·\])\s]*$/;
const pageNumberInWords = /^(trang|tr\.?|page|p\.?|số trang)\s*[:.]?\s*\d{1,4}(\s*\/\s*\d{1,4})?$/iu;

/** Running heads stand in the first part of a page, and page numbers in the first or last. */
const EDGE = 0.16;
const MOST_WORDS = 16;
/** A running head is this much farther from the text than its lines are from each other. */
const APART = 1.45;
const LARGEST = 1.12;

/** Takes running heads and page numbers off the first and the last line of a page. A page of a few lines has none but its number. */
export function takeEdges(pieces: readonly Piece[], hints: EdgeHints): PageEdges {
  const rows = rowsOf(pieces.filter((piece) => piece.words.length > 0 && !isSpeck(piece)));
  const heads = edgeOf(rows, hints, 'top');
  const feet = edgeOf(rows.slice(heads.length > 0 ? 1 : 0).toReversed(), hints, 'bottom');
  const taken = new Set([...heads, ...feet].flatMap((edge) => edge.pieces));
  return { heads, feet, body: pieces.filter((piece) => !taken.has(piece)) };
}

function edgeOf(rows: readonly Row[], hints: EdgeHints, side: 'top' | 'bottom'): readonly EdgePiece[] {
  const [row, next] = rows;
  if (!row || row.length > 4 || !isAtEdge(row, hints, side)) return [];
  const distance = next ? Math.abs(heightOf(row) - heightOf(next)) : Number.POSITIVE_INFINITY;
  const numbers = row.filter(isNumber);
  const others = row.filter((piece) => !isNumber(piece));
  if (others.length === 0) return numbers.length === 1 && isFree(next, distance, 0.9, rows) ? [number(numbers)] : [];
  const isHead = isRunningHead(row, others, rows, distance, side);
  if (!isHead || numbers.length > 1) return [];
  const head: EdgePiece = { role: 'running-head', pieces: others };
  const [printed] = numbers;
  if (!printed) return [head];
  return printed.left < (others[0]?.left ?? 0) ? [number(numbers), head] : [head, number(numbers)];
}

const number = (pieces: readonly Piece[]): EdgePiece => ({ role: 'page-number', pieces });

const isNumber = ({ words }: Piece) => pageNumber.test(wordsText(words)) || pageNumberInWords.test(wordsText(words));

function isAtEdge(row: Row, { top, height }: EdgeHints, side: 'top' | 'bottom'): boolean {
  const share = (heightOf(row) - top) / height;
  return side === 'top' ? share < EDGE : share > 1 - EDGE * 1.5;
}

/** Far enough from the text to be no part of it, in parts of what is usual between lines. */
function isFree(next: Row | undefined, distance: number, times: number, rows: readonly Row[]): boolean {
  if (!next) return true;
  const size = median(rows.flat().map((piece) => piece.size));
  // A lonely figure in line with a column of figures is a cell.
  const isOverCell = next.length > 2;
  return !isOverCell && distance > times * pitchOf(rows, size);
}

function isRunningHead(row: Row, others: Row, rows: readonly Row[], distance: number, side: 'top' | 'bottom'): boolean {
  const words = others.reduce((count, piece) => count + piece.words.length, 0);
  const size = median(rows.slice(1).flatMap((line) => line.flatMap((piece) => piece.words.map(() => piece.size))));
  const own = median(others.map((piece) => piece.size));
  const text = others.map((piece) => wordsText(piece.words)).join(' ');
  if (rows.length < 6 || words > MOST_WORDS || own > LARGEST * size || /[.:;,]$/.test(text)) return false;
  const apart = distance / pitchOf(rows, size);
  if (row.length > others.length) return apart > (row.length > 2 ? 1.2 : 1.05);
  if (side === 'bottom') return apart > 2 && own < 0.95 * size && !/^[(*\d]/.test(text);
  const isSmaller = own < 0.93 * size;
  const goesOn = /^\p{Ll}/u.test(rows[1]?.[0]?.words[0]?.text ?? '');
  return others.length === 1 && apart > APART && (isSmaller || goesOn);
}

function pitchOf(rows: readonly Row[], size: number): number {
  const steps = rows.slice(1).map((row, place) => Math.abs(heightOf(row) - heightOf(rows[place] ?? row)));
  return median(steps.filter((step) => step > 0.8 * size && step < 2.6 * size)) || 1.4 * size;
}
