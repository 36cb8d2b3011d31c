import type { Box } from '@diachi/page-text';
import type { GreyImage } from './grey-image.ts';
import { type Border, findBorder } from './treatments/find-border.ts';
import { findLetterHeight } from './treatments/find-letter-height.ts';
import { findLetters } from './treatments/find-letters.ts';
import { rowsAgainstColumns } from './treatments/find-sideways.ts';
import { findSkew } from './treatments/find-skew.ts';
import { feetAgainstHeads } from './treatments/find-upside-down.ts';
import { invert } from './treatments/invert.ts';
import { isNegative } from './treatments/is-negative.ts';
import { findUnevenLight, type Light } from './treatments/light.ts';
import { markInk } from './treatments/mark-ink.ts';
import { type QuarterTurns, turnBoxes } from './treatments/turn-boxes.ts';
import { whiten } from './treatments/whiten.ts';

/** What can be told of a page from its overview. */
export type Overlook = {
  readonly isNegative: boolean;
  readonly border: Border | null;
  readonly light: Light | null;
  readonly letterCount: number;
  /** Share of the page that is darker than its surroundings. */
  readonly inkShare: number;
  /** True when what looks like letters stands in rows or columns. */
  readonly hasLines: boolean;
  /** Height of small letters in pixels of the overview; null with too few to tell. */
  readonly letterHeight: number | null;
  /** Quarter turns clockwise that make the page upright, and false where it may as well be another. */
  readonly turns: QuarterTurns;
  readonly isTurnSure: boolean;
  /** Degrees clockwise, after those turns, that make the lines level. */
  readonly skew: number;
};

// Below so many letters nothing is concluded from how they stand.
const ENOUGH_LETTERS = 60;
const SURE = 1.2;
// Less tilt does no harm to reading, and straightening a picture costs a little sharpness.
const LEAST_SKEW = 0.2;

/** Looks a page over: what is around it, how it lies, how large it is written. */
export function lookOver(overview: GreyImage): Overlook {
  const negative = isNegative(overview);
  const positive = negative ? invert(overview) : overview;
  const border = findBorder(positive);
  const light = findUnevenLight(positive, border);
  const ink = markInk(border ? whiten(positive, border) : positive);
  const letters = findLetters(ink);
  const letterHeight = findLetterHeight(letters);
  return {
    isNegative: negative,
    border,
    light,
    letterCount: letters.length,
    inkShare: ink.marks.reduce((sum, mark) => sum + mark, 0) / ink.marks.length,
    letterHeight,
    ...layOf(letters, overview, letterHeight),
  };
}

function layOf(letters: readonly Box[], page: GreyImage, letterHeight: number | null) {
  if (letterHeight === null || letters.length < ENOUGH_LETTERS) {
    return { turns: 0 as const, isTurnSure: true, skew: 0, hasLines: false };
  }
  const rows = rowsAgainstColumns(letters, letterHeight / 2);
  const sideways: QuarterTurns = rows < 1 ? 1 : 0;
  // Marks and dots do not stand on the line.
  const standing = letters.filter(({ height }) => height >= letterHeight * 0.7);
  const level = turnBoxes(standing, page, sideways);
  const found = findSkew(level);
  const feet = feetAgainstHeads(level, found);
  const turns = ((sideways + (feet < 1 ? 2 : 0)) % 4) as QuarterTurns;
  const hasLines = Math.max(rows, 1 / rows) > SURE;
  const isTurnSure = hasLines && Math.max(feet, 1 / feet) > SURE;
  return { turns, isTurnSure, hasLines, skew: Math.abs(found) < LEAST_SKEW ? 0 : found };
}
