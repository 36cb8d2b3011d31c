import type { BlockRole, Box, PageText, Word } from './page-text.ts';
import { linesOf } from './plain-text.ts';

/** A block as it is read. */
export type ReadBlock = {
  readonly role: BlockRole;
  /** Of a heading, from 1; null on anything else. */
  readonly level: number | null;
  readonly box: Box;
  /** Printed lines in paragraphs; none in a table and in a region without words. */
  readonly paragraphs: readonly ReadParagraph[];
  /** Of a table its rows, each with a cell for every column, which may be empty. */
  readonly rows: readonly (readonly (readonly Word[])[])[];
};

export type ReadParagraph = {
  readonly lines: readonly (readonly Word[])[];
  /** True of one that goes on from the paragraph before it: at the top of a column, after a picture. */
  readonly goesOn: boolean;
};

/** A page's blocks in reading order, regions without words among them; none of a page whose blocks nobody has told apart. */
export function readBlocks(text: PageText): readonly ReadBlock[] {
  if (text.kind !== 'read') return [];
  const lines = text.blocks.map((): (readonly Word[])[] => []);
  for (const line of linesOf(text)) lines[line[0]?.block ?? -1]?.push(line);
  return text.blocks.map(({ role, level, box, paragraphs }, block) => {
    const own = lines[block] ?? [];
    const isTable = role === 'table';
    return {
      role,
      level,
      box,
      paragraphs: isTable ? [] : paragraphsOf(own, new Set(paragraphs)),
      rows: isTable ? rowsOf(own.flat()) : [],
    };
  });
}

function paragraphsOf(lines: readonly (readonly Word[])[], starts: ReadonlySet<number>): readonly ReadParagraph[] {
  const paragraphs: { lines: (readonly Word[])[]; goesOn: boolean }[] = [];
  for (const line of lines) {
    const isStart = starts.has(line[0]?.line ?? -1);
    const last = paragraphs.at(-1);
    if (last && !isStart) last.lines.push(line);
    else paragraphs.push({ lines: [line], goesOn: !isStart });
  }
  return paragraphs;
}

/** More columns than any printed table has: a page text that says so is not to be drawn as one. */
const MOST_COLUMNS = 200;

function rowsOf(words: readonly Word[]): ReadBlock['rows'] {
  // One after the other: a page may have more words than a call takes arguments.
  const columns = words.reduce((most, { cell }) => Math.min(MOST_COLUMNS, Math.max(most, (cell?.column ?? 0) + 1)), 0);
  const rows = new Map<number, readonly Word[][]>();
  for (const word of words) {
    const { row, column } = word.cell ?? { row: 0, column: 0 };
    const cells = rows.get(row) ?? Array.from({ length: columns }, (): Word[] => []);
    rows.set(row, cells);
    cells[Math.min(column, columns - 1)]?.push(word);
  }
  return [...rows.values()];
}
