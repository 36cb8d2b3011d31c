import type { PageText, Word } from './page-text.ts';

/** The words of a page grouped in printed lines, in reading order. */
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

/** A page as plain text: a line feed after each printed line, an empty line between blocks. Empty for a page without words. */
export function plainText(text: PageText): string {
  let previous: number | undefined;
  let written = '';
  for (const line of linesOf(text)) {
    const block = line[0]?.block;
    if (previous !== undefined && block !== previous) written += '\n';
    written += `${line.map((word) => word.text).join(' ')}\n`;
    previous = block;
  }
  return written;
}
