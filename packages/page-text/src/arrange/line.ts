import type { Word } from '../page-text.ts';
import { median } from './median.ts';
import { isSpeck, type Piece, wordsText } from './piece.ts';
import { heightOf, type Row, rowsOf } from './rows.ts';

/** One printed line of a column. In pixels. */
export type Line = {
  readonly words: readonly Word[];
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly base: number;
  /** Type size. */
  readonly size: number;
  /** From the baseline of the line above; infinite at the top of its column. */
  readonly pitch: number;
  /** True where nothing in it is writing. */
  readonly isSpeck: boolean;
};

/** The lines of a column from top to bottom: what the engine broke is one line again. */
export function linesOfColumn(pieces: readonly Piece[]): readonly Line[] {
  const lines: Line[] = [];
  for (const row of rowsOf(pieces.filter(({ words }) => words.length > 0))) {
    const previous = lines.findLast(({ isSpeck }) => !isSpeck);
    lines.push(lineOf(row, heightOf(row) - (previous?.base ?? Number.NEGATIVE_INFINITY)));
  }
  return lines;
}

export function lineOf(row: Row, pitch: number): Line {
  const words = row.flatMap((piece) => piece.words);
  const size = median(row.flatMap((piece) => piece.words.map(() => piece.size)));
  return {
    words,
    text: wordsText(words),
    left: Math.min(...row.map(({ left }) => left)),
    right: Math.max(...row.map(({ right }) => right)),
    base: heightOf(row),
    // Type is never larger than its lines are apart; boxes of a line that is smeared are.
    size: Math.min(size, pitch),
    pitch,
    isSpeck: row.every(isSpeck),
  };
}
