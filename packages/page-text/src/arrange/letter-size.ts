import type { Word } from '../page-text.ts';

/** Parts of the type size by which letters rise over the baseline and reach below it, as in book type. */
const X_HEIGHT = 0.45;
const CAPITAL = 0.66;
const MARK_ON_SMALL = 0.66;
const TWO_MARKS_ON_SMALL = 0.83;
const MARK_ON_CAPITAL = 0.86;
const TWO_MARKS_ON_CAPITAL = 1;
const DESCENDER = 0.21;
const DOT_BELOW = 0.18;

const letters = /(?<base>\P{M})(?<marks>\p{M}*)/gu;
const marksAbove = /[\u0300-\u0304\u0306-\u030C]/gu;

export type LetterSize = {
  /** Type size in pixels, reckoned from the height of the word's box and what its letters should reach. */
  readonly size: number;
  /** Where its letters stand, in pixels from the top of the page. */
  readonly base: number;
};

/** How large a word is printed and where its baseline is: `hồng` and `an` have boxes of different heights on one line. */
export function letterSizeOf({ text, box }: Word): LetterSize {
  const { rise, depth } = reachOf(text);
  const size = box.height / Math.max(rise + depth, 0.2);
  return { size, base: box.y + box.height - depth * size };
}

/** The same of a box that is as high as its line, whatever letters are in it: readers of PDFs give such, and engines now and then. */
export function lineSizeOf({ box }: Word): LetterSize {
  const size = box.height / LINE_HEIGHT;
  return { size, base: box.y + box.height - DESCENDER * size };
}

const LINE_HEIGHT = 1.12;
/** Heights and letters of words in a line that tell whether boxes follow the letters. */
const SAME_HEIGHT = 0.94;
const DIFFERENT_REACH = 0.24;

/** Whether the boxes of a line are as high as the line and not as their letters; null where the letters are too much alike to tell. */
export function areLineBoxes(line: readonly Word[]): boolean | null {
  const reaches = line.map(({ text }) => {
    const { rise, depth } = reachOf(text);
    return rise + depth;
  });
  const heights = line.map(({ box }) => box.height);
  if (line.length < 3 || Math.max(...reaches) - Math.min(...reaches) < DIFFERENT_REACH) return null;
  return Math.min(...heights) > SAME_HEIGHT * Math.max(...heights);
}

/** How far the letters of a word reach over and under the baseline, in parts of the type size. */
export function reachOf(text: string): { readonly rise: number; readonly depth: number } {
  let [rise, depth] = [0, 0];
  for (const { groups } of text.normalize('NFD').matchAll(letters)) {
    const base = groups?.['base'] ?? '';
    const marks = groups?.['marks'] ?? '';
    rise = Math.max(rise, riseOf(base, (marks.match(marksAbove) ?? []).length));
    depth = Math.max(depth, depthOf(base), marks.includes('\u0323') ? DOT_BELOW : 0);
  }
  return { rise, depth };
}

function riseOf(base: string, marks: number): number {
  if (/[.,_]/.test(base)) return 0.1;
  if (/[-–—~=:;+•]/.test(base)) return 0.4;
  if (/\p{Lu}/u.test(base)) return [CAPITAL, MARK_ON_CAPITAL][marks] ?? TWO_MARKS_ON_CAPITAL;
  if (/[acemnorsuvwxzgpqyı]/.test(base)) return [X_HEIGHT, MARK_ON_SMALL][marks] ?? TWO_MARKS_ON_SMALL;
  return CAPITAL;
}

const depthOf = (base: string): number => {
  if (/[gjpqy()[\]{}|/\\]/.test(base)) return DESCENDER;
  return /[,;]/.test(base) ? 0.12 : 0;
};
