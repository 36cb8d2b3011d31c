import type { PageText, Word } from './page-text.ts';
import { linesOf } from './plain-text.ts';

/** The words of a page as blocks of printed lines, in reading order. A line belongs to the block of its first word. */
export function blocksOf(text: PageText): readonly (readonly (readonly Word[])[])[] {
  const blocks: (readonly Word[])[][] = [];
  let previous: number | undefined;
  for (const line of linesOf(text)) {
    const block = line[0]?.block;
    if (blocks.length > 0 && block === previous) blocks.at(-1)?.push(line);
    else blocks.push([line]);
    previous = block;
  }
  return blocks;
}
