import type { Box, Word } from '@diachi/page-text';
import { boxAround } from './stretch.ts';

/** Puts lines that were missed among those of a page, each below the one it stands under and in its block; lines are counted anew. */
export function addLines(words: readonly Word[], missed: readonly (readonly Word[])[]): readonly Word[] {
  if (missed.every((line) => line.length === 0)) return words;
  const lines = [...Map.groupBy(words, ({ line }) => line).values()];
  for (const line of missed) {
    if (line.length === 0) continue;
    const box = boxAround(line.map((word) => word.box));
    const above = lines.findLastIndex((other) => isAbove(boxAround(other.map((word) => word.box)), box));
    const block = (lines[Math.max(0, above)] ?? [])[0]?.block ?? 0;
    lines.splice(
      above + 1,
      0,
      line.map((word) => ({ ...word, block })),
    );
  }
  return lines.flatMap((line, number) => line.map((word) => ({ ...word, line: number })));
}

const isAbove = (one: Box, other: Box) =>
  one.y + one.height / 2 < other.y + other.height / 2 && one.x < other.x + other.width && other.x < one.x + one.width;
