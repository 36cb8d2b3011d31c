import type { PageText, Word } from './page-text.ts';

/** The words of a page grouped in lines, in reading order. What stands level in a table, a row of it, is one line. */
export function linesOf(text: PageText): readonly (readonly Word[])[] {
  if (text.kind !== 'read') return [];
  const lines = new Map<number, Word[]>();
  for (const word of text.words) {
    const line = lines.get(word.line);
    if (line) line.push(word);
    else lines.set(word.line, [word]);
  }
  return [...lines.values()];
}

/**
 * A page as plain text: a line feed after each line, an empty line between blocks, a tab between the cells of a table. Empty for a page
 * without words.
 */
export function plainText(text: PageText): string {
  let previous: number | undefined;
  let written = '';
  for (const line of linesOf(text)) {
    const block = line[0]?.block;
    if (previous !== undefined && block !== previous) written += '\n';
    written += `${lineText(line, ({ text }) => text)}\n`;
    previous = block;
  }
  return written;
}

/** More tabs than a printed row can need. */
const MOST_TABS = 200;

/** A line as text: spaces between words, as many tabs between cells as they are columns apart. Words that say nothing are left out. */
export function lineText(line: readonly Word[], say: (word: Word) => string): string {
  let written = '';
  let column = 0;
  let isFirst = true;
  for (const word of line) {
    const said = say(word);
    if (said === '') continue;
    const step = Math.min((word.cell?.column ?? 0) - column, MOST_TABS);
    if (step > 0) written += '\t'.repeat(step);
    else if (!isFirst) written += ' ';
    written += said;
    column = Math.max(column, word.cell?.column ?? 0);
    isFirst = false;
  }
  return written;
}
