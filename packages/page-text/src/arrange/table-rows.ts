import type { Cell, Word } from '../page-text.ts';
import type { Span } from './bands.ts';
import { columnOf, type Grid } from './find-table.ts';
import { median } from './median.ts';
import { isSpeck, wordsText } from './piece.ts';
import { heightOf, type Row } from './rows.ts';

export type CellWord = { readonly word: Word; readonly cell: Cell };

/** A table's words row by row, cell by cell. A cell of several printed lines is one: its lines come after each other. */
export function tableRows({ rows, separators }: Grid): readonly (readonly CellWord[])[] {
  const lines = rows.map((row) => cutAtSeparators(row, separators));
  return groupRows(lines, separators).map((group, row) => {
    const cells = new Map<number, CellWord[]>();
    for (const piece of group.flat()) {
      const column = columnOf(piece, separators);
      const cell = cells.get(column) ?? [];
      cells.set(column, cell);
      cell.push(...piece.words.map((word) => ({ word, cell: { row, column } })));
    }
    return [...cells.keys()].toSorted((one, other) => one - other).flatMap((column) => cells.get(column) ?? []);
  });
}

/** A piece that runs over a strip is two where a space between its words lies on the strip; else the cell reaches over it. */
const cutAtSeparators = (row: Row, separators: readonly Span[]): Row =>
  row.flatMap((piece) => {
    const crossed = separators.filter(({ from, to }) => piece.left < from && piece.right > to);
    const parts: Word[][] = [[]];
    for (const [place, word] of piece.words.entries()) {
      const previous = piece.words[place - 1]?.box;
      const isCut = previous && crossed.some((strip) => isSpaceOn(strip, previous.x + previous.width, word.box.x));
      if (isCut) parts.push([word]);
      else parts.at(-1)?.push(word);
    }
    return parts.map((words) => ({ ...piece, ...extentOf(words), words }));
  });

const isSpaceOn = ({ from, to }: Span, end: number, start: number) =>
  end <= from + (to - from) / 2 && start >= from + (to - from) / 2;

const extentOf = (words: readonly Word[]) => ({
  left: Math.min(...words.map(({ box }) => box.x)),
  right: Math.max(...words.map(({ box }) => box.x + box.width)),
});

/** Printed lines that make up one row: a line, and those that only go on what stands above them. */
function groupRows(lines: readonly Row[], separators: readonly Span[]): readonly (readonly Row[])[] {
  const groups: Row[][] = [];
  const pitch = median(lines.slice(1).map((line, place) => heightOf(line) - heightOf(lines[place] ?? line)));
  for (const [place, line] of lines.entries()) {
    const previous = lines[place - 1];
    const last = groups.at(-1);
    if (last && previous && goesOn(line, previous, last, { separators, pitch })) last.push(line);
    else groups.push([line]);
  }
  return groups;
}

type Setting = { readonly separators: readonly Span[]; readonly pitch: number };

function goesOn(line: Row, previous: Row, group: readonly Row[], { separators, pitch }: Setting): boolean {
  const [top, base] = [heightOf(previous), heightOf(line)];
  if (line.every(isSpeck)) return true;
  const columns = new Set(line.map((piece) => columnOf(piece, separators)));
  const above = new Set(group.flat().map((piece) => columnOf(piece, separators)));
  const isFirst = columns.has(0) || line.some(({ words }) => /^[\d.,]+%?$/.test(wordsText(words)));
  if (isFirst || columns.size > above.size / 2) return false;
  return base - top <= 1.05 * pitch && [...columns].every((column) => above.has(column));
}
