import type { PageText, Word } from './page-text.ts';
import { linesOf } from './plain-text.ts';

/** The words of a page in stretches that stand on one baseline each, in reading order: a line, or of a table's row a printed line of one cell. */
export const printedLinesOf = (text: PageText): readonly (readonly Word[])[] => linesOf(text).flatMap(splitRow);

/** Words of one cell as its printed lines: a line begins where words start again at the left. */
export function splitRow(line: readonly Word[]): readonly (readonly Word[])[] {
  if (!line.some(({ cell }) => cell)) return [line];
  const parts: Word[][] = [];
  let previous: Word | undefined;
  for (const word of line) {
    const isNext = previous && (word.cell?.column !== previous.cell?.column || word.box.x < previous.box.x);
    if (!previous || isNext) parts.push([word]);
    else parts.at(-1)?.push(word);
    previous = word;
  }
  return parts;
}
