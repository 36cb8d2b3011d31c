import type { Word } from '@diachi/page-text';
import type { Stretch } from './stretch.ts';

/** A stretch, and what both its readings come to. */
export type WeighedStretch = { readonly stretch: Stretch; readonly words: readonly Word[] };

/** The words of a page with each stretch, in its place, as it was weighed. A stretch of which nothing is left stays as it was. */
export function putBack(words: readonly Word[], weighed: readonly WeighedStretch[]): readonly Word[] {
  const instead = new Map<Word, readonly Word[]>();
  for (const { stretch, words: now } of weighed) {
    const [first, ...others] = stretch.words;
    if (!first || now.length === 0) continue;
    const { line, block } = first;
    instead.set(
      first,
      now.map((word) => ({ ...word, line, block })),
    );
    for (const other of others) instead.set(other, []);
  }
  return words.flatMap((word) => instead.get(word) ?? [word]);
}
