import type { Box } from '@diachi/page-text';
import type { GreyImage } from './grey-image.ts';
import type { Size } from './place.ts';
import { ALL_STEPS, type ReadingSteps } from './reading-steps.ts';
import { type Areas, findAreas, standing } from './treatments/find-areas.ts';
import { type Border, findBorder } from './treatments/find-border.ts';
import { findLetterHeight } from './treatments/find-letter-height.ts';
import { findLetters, findShapes } from './treatments/find-letters.ts';
import { findSheet } from './treatments/find-sheet.ts';
import { rowsAgainstColumns } from './treatments/find-sideways.ts';
import { findSkew } from './treatments/find-skew.ts';
import { feetAgainstHeads } from './treatments/find-upside-down.ts';
import { invert } from './treatments/invert.ts';
import { isNegative } from './treatments/is-negative.ts';
import { findUnevenLight, type Light } from './treatments/light.ts';
import { INK_SHARES, markInk } from './treatments/mark-ink.ts';
import { type QuarterTurns, turnBoxes, turnSize } from './treatments/turn-boxes.ts';
import { whiten } from './treatments/whiten.ts';

/** How a page lies once it is turned upright, and what is read on it. */
export type Standing = Areas & {
  /** Quarter turns clockwise that make the page upright. */
  readonly turns: QuarterTurns;
};

/** What can be told of a page from its overview. */
export type Overlook = {
  readonly isNegative: boolean;
  readonly border: Border | null;
  readonly light: Light | null;
  readonly letterCount: number;
  /** Boxes of what looks like letters, in pixels of the overview. */
  readonly letters: readonly Box[];
  readonly rules: readonly Box[];
  /** What lies within the border, in pixels of the overview. */
  readonly sheet: Box;
  /** True when there is writing, but so pale that it may only show through from the back. */
  readonly isFaint: boolean;
  /** Share of the page that is darker than its surroundings. */
  readonly inkShare: number;
  /** Specks to a letter. */
  readonly noise: number;
  /** Height of small letters in pixels of the overview; null with too few to tell. */
  readonly letterHeight: number | null;
  /** True when what looks like letters stands in rows or columns. */
  readonly hasLines: boolean;
  /** Quarter turns clockwise that most likely make the page upright. */
  readonly turns: QuarterTurns;
  /** False where it may as well be another way up. */
  readonly isTurnSure: boolean;
  readonly size: Size;
  readonly steps: ReadingSteps;
};

// Below so many letters nothing is concluded from how they stand.
const ENOUGH_LETTERS = 60;
const SURE = 1.2;

/** Looks a page over: what is around it, how it lies, how large it is written. */
export function lookOver(overview: GreyImage, steps: ReadingSteps = ALL_STEPS): Overlook {
  const negative = steps.has('clean') && isNegative(overview);
  const positive = negative ? invert(overview) : overview;
  const border = steps.has('clean') ? findBorder(positive) : null;
  const light = steps.has('clean') ? findUnevenLight(positive, border) : null;
  const page = border ? whiten(positive, border) : positive;
  const ink = markInk(page);
  const { letters: plain, rules } = findShapes(ink);
  const faint = plain.length < ENOUGH_LETTERS ? faintLetters(page) : null;
  const letters = faint ?? plain;
  return {
    isNegative: negative,
    border,
    light,
    letterCount: letters.length,
    letters,
    rules,
    sheet: findSheet(page, border),
    isFaint: faint !== null,
    inkShare: ink.count / ink.marks.length,
    noise: 0,
    size: { width: page.width, height: page.height },
    steps,
    ...lieOf(letters, page),
  };
}

/** Letters so pale that plain type is darker, when there are enough of them and in lines: grain of the paper is neither. */
function faintLetters(page: GreyImage): readonly Box[] | null {
  const letters = findLetters(markInk(page, INK_SHARES.faint));
  return lieOf(letters, page).hasLines ? letters : null;
}

function lieOf(
  letters: readonly Box[],
  page: GreyImage,
): Pick<Overlook, 'turns' | 'isTurnSure' | 'hasLines' | 'letterHeight'> {
  const size = findLetterHeight(letters);
  if (size === null || letters.length < ENOUGH_LETTERS) {
    return { turns: 0, isTurnSure: true, hasLines: false, letterHeight: size };
  }
  const rows = rowsAgainstColumns(letters, size / 2);
  const sideways: QuarterTurns = rows < 1 ? 1 : 0;
  const level = turnBoxes(letters, page, sideways);
  const letterHeight = findLetterHeight(level) ?? size;
  const onLines = standing(level, letterHeight);
  const feet = feetAgainstHeads(onLines, findSkew(onLines));
  const hasLines = Math.max(rows, 1 / rows) > SURE;
  return {
    turns: ((sideways + (feet < 1 ? 2 : 0)) % 4) as QuarterTurns,
    isTurnSure: hasLines && Math.max(feet, 1 / feet) > SURE,
    hasLines,
    letterHeight,
  };
}

/** How the page stands once turned so: upright as its letters tell, or as an engine found. */
export function standingAt(overlook: Overlook, turns: QuarterTurns): Standing {
  const { letters, rules, sheet, letterHeight, steps } = overlook;
  const size = turnSize(overlook.size, turns);
  if (letterHeight === null || letters.length < ENOUGH_LETTERS) {
    return {
      turns,
      size,
      skew: 0,
      areas: [{ box: { x: 0, y: 0, ...size }, skew: 0 }],
      columns: letters.length > 0 ? 1 : 0,
    };
  }
  const turn = (boxes: readonly Box[]) => turnBoxes(boxes, overlook.size, turns);
  const [box = sheet] = turn([sheet]);
  const upright = { letters: turn(letters), rules: turn(rules), box, letterHeight, size };
  return { turns, ...findAreas(upright, steps.has('areas')) };
}
