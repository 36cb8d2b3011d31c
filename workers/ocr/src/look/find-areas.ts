import type { Box } from '@diachi/page-text';
import { type Size, turned } from '../reading/place.ts';
import type { ReadingSteps } from '../reading/reading-steps.ts';
import { countColumns } from './count-columns.ts';
import { type Bend, findBend } from './find-bend.ts';
import { findGutter, type Sheet } from './find-gutter.ts';
import { findSkew } from './find-skew.ts';

/** A stretch of a page that is read by itself: a whole page, or one of two that face each other. */
export type Area = {
  /** In pixels of the overview, turned upright and levelled. */
  readonly box: Box;
  /** Degrees clockwise by which its lines have still to be turned: facing pages seldom lie quite alike. */
  readonly skew: number;
  /** By how much its lines, once level, are not straight; null where they are. */
  readonly bend: Bend | null;
};

/** How an upright page is levelled, and what is read on it, in order. */
export type Areas = {
  /** Degrees clockwise. */
  readonly skew: number;
  /** Of the overview turned upright and levelled. */
  readonly size: Size;
  readonly areas: readonly Area[];
  /** Of the area that has most. */
  readonly columns: number;
};

// Less tilt does no harm to reading, and straightening a picture costs a little sharpness.
const LEAST_SKEW = 0.2;
// Two pages of a book lie nearly alike; anything else was misread.
const MOST_BETWEEN_PAGES = 4;
const MARKS = 0.7;

/** The areas of an upright page, found by its letters. */
export function findAreas(upright: Sheet & { readonly size: Size }, steps: ReadingSteps): Areas {
  const first = findSkew(standing(upright.letters, upright.letterHeight));
  if (steps.has('areas')) {
    const facing = facingPages(levelled(upright, first), upright.letterHeight);
    if (facing) {
      const [left, right] = facing.skews;
      const between = Math.abs(left - right) > LEAST_SKEW ? first + (left + right) / 2 : first;
      const again = facingPages(levelled(upright, between), upright.letterHeight);
      if (again)
        return {
          ...again,
          skew: between,
          areas: again.areas.map(({ sheet, ...area }) => ({ ...area, bend: bendOf(sheet, area.skew, steps) })),
        };
    }
  }
  const skew = Math.abs(first) < LEAST_SKEW ? 0 : first;
  const level = levelled(upright, skew);
  return {
    skew,
    size: level.size,
    areas: [{ box: { x: 0, y: 0, ...level.size }, skew: 0, bend: bendOf(level, 0, steps) }],
    columns: countColumns(level.letters, level.letterHeight),
  };
}

type Levelled = Sheet & { readonly size: Size };

function facingPages({ size, ...sheet }: Levelled, letterHeight: number) {
  const gutter = findGutter(sheet);
  if (!gutter) return null;
  const middle = Math.round((gutter.left + gutter.right) / 2);
  const left = sheet.letters.filter(({ x }) => x < middle);
  const right = sheet.letters.filter(({ x }) => x >= middle);
  const skews = [left, right].map((letters) => findSkew(standing(letters, letterHeight))) as [number, number];
  if (Math.abs(skews[0] - skews[1]) > MOST_BETWEEN_PAGES) return null;
  const [leftSkew, rightSkew] = skews.map((skew) => (Math.abs(skew) < LEAST_SKEW ? 0 : skew)) as [number, number];
  const half = (letters: readonly Box[], box: Box, skew: number) => ({
    box,
    skew,
    sheet: partOf(letters, box, letterHeight),
  });
  return {
    size,
    skews,
    areas: [
      half(left, { x: 0, y: 0, width: middle, height: size.height }, leftSkew),
      half(right, { x: middle, y: 0, width: size.width - middle, height: size.height }, rightSkew),
    ],
    columns: Math.max(countColumns(left, letterHeight), countColumns(right, letterHeight)),
  };
}

/** One of two pages as a sheet of its own. */
const partOf = (letters: readonly Box[], { x: left, y: top, width, height }: Box, letterHeight: number): Levelled => ({
  letters: letters.map((letter) => ({ ...letter, x: letter.x - left, y: letter.y - top })),
  rules: [],
  box: { x: 0, y: 0, width, height },
  letterHeight,
  size: { width, height },
});

function bendOf(sheet: Levelled, skew: number, steps: ReadingSteps): Bend | null {
  if (!steps.has('flatten')) return null;
  const { letters, size, letterHeight } = levelled(sheet, skew);
  return findBend(letters, size, letterHeight);
}

/** A sheet turned clockwise around its middle, its boxes by their feet: they stay upright. */
function levelled({ letters, rules, box, letterHeight, size }: Levelled, degrees: number): Levelled {
  if (degrees === 0) return { letters, rules, box, letterHeight, size };
  const angle = Math.abs((degrees * Math.PI) / 180);
  const to = {
    width: Math.round(size.width * Math.cos(angle) + size.height * Math.sin(angle)),
    height: Math.round(size.width * Math.sin(angle) + size.height * Math.cos(angle)),
  };
  const place = turned(size, to, degrees);
  const turn = ({ x, y, width, height }: Box) => {
    const foot = place({ x: x + width / 2, y: y + height });
    return { x: foot.x - width / 2, y: foot.y - height, width, height };
  };
  const middle = place({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
  const sheet = { ...box, x: Math.round(middle.x - box.width / 2), y: Math.round(middle.y - box.height / 2) };
  return { letters: letters.map(turn), rules: rules.map(turn), box: sheet, letterHeight, size: to };
}

/** Marks and dots do not stand on the line. */
export const standing = (letters: readonly Box[], letterHeight: number): readonly Box[] =>
  letters.filter(({ height }) => height >= letterHeight * MARKS);
