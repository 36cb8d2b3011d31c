import type { Box, Word } from '@diachi/page-text';

/** A part of a printed line that is read again from its own cut-out. */
export type Stretch = {
  /** As first read, from left to right; none where nothing was read. */
  readonly words: readonly Word[];
  /** What is cut out, in pixels of the picture that was read. */
  readonly box: Box;
};

/** The least box around boxes; there must be one. */
export function boxAround(boxes: readonly Box[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of boxes) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

export const stretchOf = (words: readonly Word[]): Stretch => ({
  words,
  box: boxAround(words.map(({ box }) => box)),
});

export const letterCount = (words: readonly Word[]): number => words.reduce((sum, { text }) => sum + text.length, 0);
