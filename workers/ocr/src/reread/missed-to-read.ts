import type { Box } from '@diachi/page-text';
import { MARKS } from './find-missed-lines.ts';
import type { Stretch } from './stretch.ts';

/** Stretches nobody has read, and about how many letters they hold together. */
export type MissedToRead = { readonly stretches: readonly Stretch[]; readonly letters: number };

// Letters of print are so wide, in heights of the line without room for marks.
const LETTER_WIDTH = 0.4;

/** A page of a few words is soon read, and a line of it that nobody has read may be half of what it says. */
const ALWAYS = 150;

/** The first of the lines that were missed, until so many letters are spent. */
export function missedToRead(lines: readonly Box[], lettersToSpend: number): MissedToRead {
  const stretches: Stretch[] = [];
  let letters = 0;
  for (const box of lines) {
    if (letters >= Math.max(ALWAYS, lettersToSpend)) break;
    stretches.push({ words: [], box });
    letters += lettersIn(box);
  }
  return { stretches, letters };
}

/** About how many letters a line without words holds. */
export const lettersIn = ({ width, height }: Box) => width / ((height / (1 + 2 * MARKS)) * LETTER_WIDTH);
