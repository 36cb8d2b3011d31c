import type { Box, Word } from '@diachi/page-text';
import { findChains } from '../look/find-chains.ts';
import { findLetters } from '../look/find-letters.ts';
import { markInk } from '../look/mark-ink.ts';
import type { GreyImage } from '../scan/grey-image.ts';
import { shrink } from '../scan/shrink.ts';
import { boxAround } from './stretch.ts';

/** More is no writing that was missed but a drawing, or a page that cannot be read. */
const MOST_LINES = 40;
/** So many letters outside of words are the grain of a picture. */
const MOST_LETTERS = 1_500;
/** Two letters beside each other are a row; the engine that reads them says whether they are writing. */
const LEAST_LETTERS = 2;
/** So many single letters below one another are a column, such as the numbers of a table's rows. */
const LEAST_COLUMN = 3;
/** Letters of a line lie as far apart; in heights. */
const MOST_GAP = 3;
/** What marks over and under letters add; in heights. */
export const MARKS = 0.4;
/** In heights of the lines that were read. */
const LIKE_HEIGHT = { least: 0.4, most: 1.5 } as const;

/** Where ink stands in rows as letters do and nothing was read, as under a stamp or a signature: boxes of whole lines, the widest first. */
export function findMissedLines(image: GreyImage, words: readonly Word[], otherScript: readonly Box[]): readonly Box[] {
  const typical = middle(words.map(({ box }) => box.height));
  if (typical === null) return [];
  const half = shrink(image, 0.5);
  const taken = [...words.map(({ box }) => box), ...otherScript];
  const letters = findLetters(markInk(half))
    .map(({ x, y, width, height }) => ({ x: x * 2, y: y * 2, width: width * 2, height: height * 2 }))
    .filter(({ height }) => height >= typical * LIKE_HEIGHT.least && height <= typical * LIKE_HEIGHT.most)
    .filter(isOutside(taken, half));
  if (letters.length > MOST_LETTERS) return [];
  const chains = findChains(letters, LEAST_LETTERS);
  const chained = new Set(chains.flat());
  const lone = inColumns(letters.filter((letter) => !chained.has(letter)));
  const lines = joined([...chains.map((chain) => boxAround(chain)), ...lone]);
  if (lines.length > MOST_LINES) return [];
  return lines.map(withMarks).sort((one, other) => other.width - one.width);
}

const middle = (heights: readonly number[]): number | null =>
  [...heights].sort((one, other) => one - other)[Math.floor(heights.length / 2)] ?? null;

/** Whether the middle of a box lies in none of others, told by a map of half the picture's size. */
function isOutside(boxes: readonly Box[], { width, height }: GreyImage): (box: Box) => boolean {
  const taken = new Uint8Array(width * height);
  for (const box of boxes) {
    const right = Math.min(width, Math.ceil((box.x + box.width) / 2) + 1);
    const bottom = Math.min(height, Math.ceil((box.y + box.height) / 2) + 1);
    for (let y = Math.max(0, Math.floor(box.y / 2) - 1); y < bottom; y++) {
      taken.fill(1, y * width + Math.max(0, Math.floor(box.x / 2) - 1), y * width + right);
    }
  }
  return (box) =>
    taken[Math.floor((box.y + box.height / 2) / 2) * width + Math.floor((box.x + box.width / 2) / 2)] !== 1;
}

/** Those that stand over and under others of their height. */
const inColumns = (letters: readonly Box[]): readonly Box[] =>
  letters.filter((letter) => letters.filter((other) => isInColumn(letter, other)).length >= LEAST_COLUMN);

const isInColumn = (one: Box, other: Box) =>
  Math.abs(one.x + one.width / 2 - other.x - other.width / 2) < one.height &&
  Math.abs(one.height - other.height) <= one.height / 5;

/** Rows on one line with a space between them are one. */
function joined(rows: readonly Box[]): readonly Box[] {
  const lines: Box[] = [];
  for (const row of [...rows].sort((one, other) => one.x - other.x)) {
    const before = lines.findIndex((line) => isOnLine(line, row));
    if (before === -1) lines.push(row);
    else lines[before] = boxAround([lines[before] as Box, row]);
  }
  return lines;
}

function isOnLine(line: Box, row: Box): boolean {
  const height = Math.max(line.height, row.height);
  const gap = row.x - line.x - line.width;
  return gap < height * MOST_GAP && Math.abs(line.y + line.height / 2 - row.y - row.height / 2) < height / 3;
}

const withMarks = ({ x, y, width, height }: Box): Box => ({
  x,
  y: y - height * MARKS,
  width,
  height: height * (1 + 2 * MARKS),
});
