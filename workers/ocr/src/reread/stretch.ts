import type { Box } from '@diachi/page-text';
import type { ReadWord } from '../ocr-engine.ts';

/** A part of a printed line that is read again from its own cut-out. */
export type Stretch = {
  /** As first read, from left to right; none where nothing was read. */
  readonly words: readonly ReadWord[];
  /** What is cut out, in pixels of the picture that was read. */
  readonly box: Box;
};

/** The least box around boxes; there must be one. */
export function boxAround(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  };
}

export const stretchOf = (words: readonly ReadWord[]): Stretch => ({
  words,
  box: boxAround(words.map(({ box }) => box)),
});

export const letterCount = (words: readonly ReadWord[]): number =>
  words.reduce((sum, { text }) => sum + text.length, 0);

// Letters of print are so wide, in heights of the line.
const LETTER_WIDTH = 0.4;

/** About how many letters a line holds that nobody has read. */
export const lettersIn = ({ width, height }: Box): number => width / (height * LETTER_WIDTH);
