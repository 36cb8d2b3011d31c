import type { Word } from '@diachi/page-text';
import { isPossible } from './is-possible.ts';

const ENOUGH_WORDS = 4;
/** Of the words of a Vietnamese line even a bad reading leaves more than this possible. */
const LEAST_POSSIBLE = 0.5;

/** Numbers of the lines that look as if they were in another language: most of their words cannot be Vietnamese. */
export function foreignLines(words: readonly Word[]): ReadonlySet<number> {
  const counts = new Map<number, { words: number; possible: number }>();
  for (const { text, line } of words) {
    if (!/\p{L}{2}/u.test(text)) continue;
    const count = counts.get(line) ?? { words: 0, possible: 0 };
    count.words++;
    if (isPossible(text)) count.possible++;
    counts.set(line, count);
  }
  const foreign = [...counts].filter(
    ([, count]) => count.words >= ENOUGH_WORDS && count.possible < count.words * LEAST_POSSIBLE,
  );
  return new Set(foreign.map(([line]) => line));
}
