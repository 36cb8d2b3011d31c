import type { Box, Word } from '../page-text.ts';
import { areLineBoxes, type LetterSize, letterSizeOf, lineSizeOf } from './letter-size.ts';
import { median } from './median.ts';

/** A stretch of words on one baseline without a wide gap, or a region without words: what is put in order. All in pixels. */
export type Piece = {
  /** From left to right; none for a region in another script. */
  readonly words: readonly Word[];
  readonly left: number;
  readonly right: number;
  /** From the height of small letters to the baseline: what lines that stand close do not share. */
  readonly top: number;
  readonly base: number;
  /** Type size; 0 for a region without words. */
  readonly size: number;
  /** Number of the line the engine saw it in; negative for a region without words. */
  readonly line: number;
  /** Its place in the engine's order. */
  readonly place: number;
};

/** Spaces of justified lines are rarely wider, in parts of the type size; where they are, lines are put together again. */
const WIDE_GAP = 0.9;
/** How far words of one line may stand apart in height, in parts of the type size. */
const SAME_BASE = 0.45;

/** The engine's lines cut where they may run over from one column or cell into the next. */
export function piecesOf(words: readonly Word[]): readonly Piece[] {
  const lines = new Map<number, Placed[]>();
  for (const [place, word] of words.entries()) {
    const line = lines.get(word.line);
    if (line) line.push({ word, place });
    else lines.set(word.line, [{ word, place }]);
  }
  const told = [...lines.values()].map((line) => ({ line, hasLineBoxes: areLineBoxes(line.map(({ word }) => word)) }));
  const sure = told.filter(({ hasLineBoxes }) => hasLineBoxes !== null);
  // Where nearly all lines have such boxes, so have those too short to tell.
  const usual = sure.filter(({ hasLineBoxes }) => hasLineBoxes).length > 0.7 * Math.max(1, sure.length);
  return told.flatMap(({ line, hasLineBoxes }) => {
    const measure = (hasLineBoxes ?? usual) ? lineSizeOf : letterSizeOf;
    return cutLine(line.map(({ word, place }) => ({ word, place, ...measure(word) })));
  });
}

/** A region that has no words, as something to be put in order. */
export const regionPiece = ({ x, y, width, height }: Box): Piece => ({
  words: [],
  left: x,
  right: x + width,
  top: y,
  base: y + height,
  size: 0,
  line: -1,
  place: Number.POSITIVE_INFINITY,
});

type Placed = { readonly word: Word; readonly place: number };
type Sized = LetterSize & Placed;

function cutLine(line: readonly Sized[]): readonly Piece[] {
  const inOrder = line.toSorted((one, other) => one.word.box.x - other.word.box.x);
  const size = median(inOrder.map((sized) => sized.size));
  const pieces: Sized[][] = [];
  let right = Number.NEGATIVE_INFINITY;
  for (const sized of inOrder) {
    const { box } = sized.word;
    const last = pieces.at(-1);
    const gap = box.x - right;
    if (last && gap < WIDE_GAP * size && isLevel(last, sized, size)) last.push(sized);
    else pieces.push([sized]);
    right = Math.max(right, box.x + box.width);
  }
  return pieces.flatMap(specksApart);
}

/** Signs at both ends of a piece by themselves: a dash is put into its line again, and dust beside it closes no strip. */
function specksApart(piece: readonly Sized[]): readonly Piece[] {
  const size = median(piece.map((sized) => sized.size));
  const isSolid = (sized: Sized) => !isSpeck({ ...pieceOf([sized]), size });
  const [first, last] = [piece.findIndex(isSolid), piece.findLastIndex(isSolid)];
  // A number or a word between dashes is one with them.
  if (last <= first) return [pieceOf(piece)];
  const signs = [...piece.slice(0, first), ...piece.slice(last + 1)];
  const solid = pieceOf(piece.slice(first, last + 1));
  const { top, base } = solid;
  return [solid, ...signs.map((sign) => ({ ...pieceOf([sign]), top, base, size: solid.size }))];
}

/** A box that is far too tall (a rule read with its word) says nothing of where the word stands. */
const isLevel = (piece: readonly Sized[], { base, word }: Sized, size: number) =>
  word.box.height > 1.6 * size || Math.abs(median(piece.map((sized) => sized.base)) - base) < 2 * SAME_BASE * size;

function pieceOf(found: readonly Sized[]): Piece {
  const words = found.map(({ word }) => word);
  const size = median(found.map((sized) => sized.size));
  const base = median(found.map((sized) => sized.base));
  return {
    words,
    left: Math.min(...words.map(({ box }) => box.x)),
    right: Math.max(...words.map(({ box }) => box.x + box.width)),
    top: base - X_HEIGHT * size,
    base,
    size,
    line: words[0]?.line ?? -1,
    place: Math.min(...found.map(({ place }) => place)),
  };
}

const X_HEIGHT = 0.45;

/** True of a stain or a rule that was read as a sign: it divides nothing and belongs to whatever is around it. */
export const isSpeck = ({ words, left, right, size }: Piece): boolean =>
  words.length > 0 &&
  words.every(({ text, confidence }) => !/[\p{L}\p{N}]/u.test(text) || (confidence < 0.3 && text.length < 3)) &&
  right - left < 2 * size;

/** True where two pieces stand on one baseline. */
export const isOneBase = (one: Piece, other: Piece): boolean =>
  Math.abs(one.base - other.base) < SAME_BASE * Math.min(one.size, other.size);

/** The text of some pieces or one, as one line. */
export const wordsText = (words: readonly Word[]): string => words.map(({ text }) => text).join(' ');
