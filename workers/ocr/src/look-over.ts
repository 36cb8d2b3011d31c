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
import { INK_SHARES, markInk } from './treatments/mark-ink.ts';
import { type QuarterTurns, turnBoxes } from './treatments/turn-boxes.ts';
import { whiten } from './treatments/whiten.ts';

/** How a page lies and how large it is written, as far as its letters tell. */
type Standing = {
  /** Quarter turns clockwise that make the page upright. */
  readonly turns: QuarterTurns;
  /** False where it may as well be another way up. */
  readonly isTurnSure: boolean;
  /** True when what looks like letters stands in rows or columns. */
  readonly hasLines: boolean;
  /** Degrees clockwise, after those turns, that make the lines level. */
  readonly skew: number;
  /** Height of small letters in pixels of the overview; null with too few to tell. */
  readonly letterHeight: number | null;
};

/** What can be told of a page from its overview. */
export type Overlook = Standing & {
  readonly isNegative: boolean;
  readonly border: Border | null;
  readonly light: Light | null;
  readonly letterCount: number;
  /** True when there is writing, but so pale that it may only show through from the back. */
  readonly isFaint: boolean;
  /** Share of the page that is darker than its surroundings. */
  readonly inkShare: number;
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
  const page = border ? whiten(positive, border) : positive;
  const ink = markInk(page);
  const plain = findLetters(ink);
  const faint = plain.length < ENOUGH_LETTERS ? faintLetters(page) : null;
  const letters = faint ?? plain;
  return {
    isNegative: negative,
    border,
    light,
    letterCount: letters.length,
    isFaint: faint !== null,
    inkShare: ink.count / ink.marks.length,
    ...standingOf(letters, page),
  };
}

/** Letters so pale that plain type is darker, when there are enough of them and in lines: grain of the paper is neither. */
function faintLetters(page: GreyImage): readonly Box[] | null {
  const letters = findLetters(markInk(page, INK_SHARES.faint));
  return standingOf(letters, page).hasLines ? letters : null;
}

function standingOf(letters: readonly Box[], page: GreyImage): Standing {
  const size = findLetterHeight(letters);
  if (size === null || letters.length < ENOUGH_LETTERS) {
    return { turns: 0, isTurnSure: true, hasLines: false, skew: 0, letterHeight: size };
  }
  const rows = rowsAgainstColumns(letters, size / 2);
  const sideways: QuarterTurns = rows < 1 ? 1 : 0;
  const level = turnBoxes(letters, page, sideways);
  const letterHeight = findLetterHeight(level) ?? size;
  // Marks and dots do not stand on the line.
  const standing = level.filter(({ height }) => height >= letterHeight * 0.7);
  const skew = findSkew(standing);
  const feet = feetAgainstHeads(standing, skew);
  const hasLines = Math.max(rows, 1 / rows) > SURE;
  return {
    turns: ((sideways + (feet < 1 ? 2 : 0)) % 4) as QuarterTurns,
    isTurnSure: hasLines && Math.max(feet, 1 / feet) > SURE,
    hasLines,
    skew: Math.abs(skew) < LEAST_SKEW ? 0 : skew,
    letterHeight,
  };
}
