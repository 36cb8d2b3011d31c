import type { Box } from '@diachi/page-text';
import type { Size } from '../reading/place.ts';
import { ALL_STEPS, type ReadingSteps } from '../reading/reading-steps.ts';
import type { GreyImage } from '../scan/grey-image.ts';
import { invert } from '../treatments/invert.ts';
import { findUnevenLight, type Light } from '../treatments/light.ts';
import { whiten } from '../treatments/whiten.ts';
import { type Areas, findAreas, standing } from './find-areas.ts';
import { type Border, findBorder } from './find-border.ts';
import { type Dust, findDust } from './find-dust.ts';
import { findLetterHeight } from './find-letter-height.ts';
import { findShapes, type Shape, type Shapes } from './find-letters.ts';
import { findSheet } from './find-sheet.ts';
import { rowsAgainstColumns } from './find-sideways.ts';
import { findSkew } from './find-skew.ts';
import { feetAgainstHeads } from './find-upside-down.ts';
import { isNegative } from './is-negative.ts';
import { INK_SHARES, type Ink, markInk, surroundings } from './mark-ink.ts';
import { paleness, tonesOf } from './measure-ink.ts';
import { type Content, type Told, type Tones, tellContent } from './tell-content.ts';
import { type QuarterTurns, turnBoxes, turnSize } from './turn-boxes.ts';

/** How a page lies once it is turned upright, and what is read on it. */
export type Standing = Areas & {
  /** Quarter turns clockwise that make the page upright. */
  readonly turns: QuarterTurns;
};

/** What can be told of a page from its overview. */
export type Overlook = {
  /** What was looked at: the overview, dark on light, its border white. */
  readonly seen: GreyImage;
  readonly isNegative: boolean;
  readonly border: Border | null;
  readonly light: Light | null;
  readonly letterCount: number;
  /** Boxes of what looks like letters, in pixels of the overview. */
  readonly letters: readonly Box[];
  readonly rules: readonly Box[];
  /** What lies within the border, in pixels of the overview. */
  readonly sheet: Box;
  readonly content: Content;
  /** True when there is writing, but so pale that it may only show through from the back. */
  readonly isFaint: boolean;
  /** True when what is pale is so much, or so torn, that it is hardly a note. */
  readonly mayShowThrough: boolean;
  readonly dust: Dust;
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

type Lie = Pick<Overlook, 'turns' | 'isTurnSure' | 'hasLines' | 'letterHeight'>;

// Below so many letters nothing is concluded from how they stand.
const ENOUGH_LETTERS = 60;
const SURE = 1.2;
const LEAST_WRITTEN = 0.7;
/** Specks to a letter: a pale note is made of letters; what shines through, or grain, of more specks than that. */
export const TORN = 2;
// Ink of which three quarters of the paper's light come back is hardly ever meant to be read: it shines through from the back.
const PALE = 0.74;
/** Specks to a letter: less does no harm to reading. */
export const MUCH_DUST = 0.05;
// Dust between letters gives no more of them in a paler light, and dust alone none in lines; letters that were torn grow whole.
const PLAINLY_MORE = 1.2;

/** Looks a page over: what is around it, how it lies, how large it is written. */
export function lookOver(overview: GreyImage, steps: ReadingSteps = ALL_STEPS): Overlook {
  const negative = steps.has('clean') && isNegative(overview);
  const positive = negative ? invert(overview) : overview;
  const border = steps.has('clean') ? findBorder(positive) : null;
  const light = steps.has('clean') ? findUnevenLight(positive, border) : null;
  const page = border ? whiten(positive, border) : positive;
  const around = surroundings(page);
  const tones = tonesOf(page, around);
  const plain = tell(page, markInk(page, INK_SHARES.plain, around), tones);
  const faint =
    plain.shapes.letters.length < ENOUGH_LETTERS ? tell(page, markInk(page, INK_SHARES.faint, around), tones) : null;
  const clear = faint && isMore(faint, plain) ? faint : plain;
  // Much dust may be pieces of letters that are torn because they are pale.
  const pale =
    clear !== faint && clear.content === 'writing' && dustOf(clear, page).noise > MUCH_DUST
      ? tell(page, markInk(page, INK_SHARES.pale, around), tones)
      : null;
  const told = pale?.lie.hasLines && pale.written.length > clear.written.length * PLAINLY_MORE ? pale : clear;
  const { dust, noise } = dustOf(told, page);
  const isFaint = told === faint || (clear.lie.hasLines && paleness(page, clear.letters) > PALE);
  // However much shines through: a title, or a number, that is plainly darker stands on this side.
  const hasDark = plain.content === 'writing' && paleness(page, plain.written) < PALE;
  const isTorn = told === faint && !told.lie.hasLines && noise > TORN;
  return {
    seen: page,
    isNegative: negative,
    border,
    light,
    content: isTorn ? 'doubtful' : told.content,
    letterCount: told.letters.length,
    letters: told.letters,
    rules: told.shapes.rules,
    sheet: findSheet(page, border),
    isFaint,
    mayShowThrough: isFaint && !hasDark && (isTorn || told.letters.length >= ENOUGH_LETTERS),
    dust,
    noise,
    size: { width: page.width, height: page.height },
    steps,
    ...told.lie,
  };
}

type Seen = Told & { readonly shapes: Shapes; readonly letters: readonly Shape[]; readonly lie: Lie };

function tell(page: GreyImage, ink: Ink, tones: Tones): Seen {
  const shapes = findShapes(ink);
  const told = tellContent(shapes, page, tones);
  // Among much dust only what stands in rows tells how a page lies and how large it is written.
  const isDusty = told.written.length < shapes.letters.length * LEAST_WRITTEN;
  const letters = isDusty ? told.written : shapes.letters;
  return { ...told, shapes, letters, lie: lieOf(letters, page) };
}

/** What may be painted over, and how many specks there are to a letter. */
function dustOf(
  { shapes, written, letters, lie }: Seen,
  page: GreyImage,
): { readonly dust: Dust; readonly noise: number } {
  const dust = findDust(shapes, written, page, lie.letterHeight ?? 0);
  return { dust, noise: dust.specks.length / Math.max(1, letters.length) };
}

/** Pale writing counts when it is enough and in lines, or all there is: grain of the paper is neither. */
const isMore = (faint: Seen, plain: Seen): boolean =>
  plain.content !== 'picture' && (faint.lie.hasLines || (plain.content !== 'writing' && faint.content === 'writing'));

function lieOf(letters: readonly Box[], page: GreyImage): Lie {
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
      areas: [{ box: { x: 0, y: 0, ...size }, skew: 0, bend: null }],
      columns: letters.length > 0 ? 1 : 0,
    };
  }
  const turn = (boxes: readonly Box[]) => turnBoxes(boxes, overlook.size, turns);
  const [box = sheet] = turn([sheet]);
  const upright = { letters: turn(letters), rules: turn(rules), box, letterHeight, size };
  return { turns, ...findAreas(upright, steps) };
}
