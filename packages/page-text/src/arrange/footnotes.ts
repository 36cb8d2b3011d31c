import { sizeOf, textOf } from './kinds.ts';
import type { Measures } from './measures.ts';
import type { Paragraph } from './paragraphs.ts';

const marker = /^(\(\d{1,2}\)|\[\d{1,2}\]|\d{1,2}[.)]?\s|\d{1,2}\p{Lu}|\*{1,3}|[¹²³⁴⁵⁶⁷⁸⁹†‡])/u;
const SMALL = 0.92;
/** Footnotes stand in the lower part of a page. */
const LOWER = 0.45;

/** How many paragraphs at the foot of a column are notes: smaller print, to the column's end. */
export function countFootnotes(paragraphs: readonly Paragraph[], usual: Measures, heightPx: number): number {
  const isSmall = (paragraph: Paragraph) => sizeOf(paragraph) < SMALL * usual.size;
  let count = 0;
  let first: Paragraph | undefined;
  for (const paragraph of paragraphs.toReversed()) {
    const top = paragraph.lines[0]?.base ?? 0;
    if (top < LOWER * heightPx) break;
    if (!isSmall(paragraph)) break;
    count++;
    first = paragraph;
  }
  const isWhole = count === paragraphs.length;
  return first && !isWhole && (marker.test(textOf(first)) || (first.lines[0]?.pitch ?? 0) > 1.5 * usual.pitch)
    ? count
    : 0;
}
