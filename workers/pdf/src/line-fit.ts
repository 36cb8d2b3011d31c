import type { Word } from '@diachi/page-text';

/** Where a printed line stands, in pixels of its page. */
export type LineFit = {
  /** Height of the baseline over the page's top edge, where the line has come to `x`. */
  readonly baselineAt: (x: number) => number;
  /** From the baseline to the top of the line's taller letters. */
  readonly risePx: number;
};

// In NFD, so that dots below and cedillas are characters of their own.
const reachesBelow = /[gjpqyQ,;()[\]{}|/\\@§ß_]|\u0323|\u0327|\u0328/;
const standsOnBaseline = /[\p{L}\p{N}]/u;
/** The part of a word's box that lies below the baseline when something reaches below it. */
const DEPTH = 0.22;
/** Feet looked at in one line; enough for any printed one. */
const MOST_FEET = 40;

/**
 * Finds a line's baseline from its words' boxes: words without descenders stand on it, and the line may be slightly tilted.
 * One word that is far too tall (a stain read as a letter) does not make the line tall.
 */
export function fitLine(words: readonly Word[]): LineFit {
  const feet = words.map(footOf);
  const sure = feet.filter(({ isSure }) => isSure);
  const baselineAt = fitFeet(sure.length > 0 ? sure : feet);
  const rises = words.map(({ box }) => baselineAt(box.x + box.width / 2) - box.y).filter((rise) => rise > 0);
  const tallest = rises.reduce((most, rise) => Math.max(most, rise), 1);
  return { baselineAt, risePx: Math.max(1, Math.min(tallest, medianOf(rises) * 1.8)) };
}

type Foot = { readonly x: number; readonly y: number; readonly isSure: boolean };

function footOf({ box, text }: Word): Foot {
  const isBelow = reachesBelow.test(text.normalize('NFD'));
  const bottom = box.y + box.height;
  return {
    x: box.x + box.width / 2,
    y: isBelow ? bottom - box.height * DEPTH : bottom,
    isSure: !isBelow && standsOnBaseline.test(text),
  };
}

/**
 * A straight line through the feet by the medians of slopes and heights (Theil and Sen), so that a stain or two do not bend it.
 * Three feet or fewer cannot tell a slope.
 */
function fitFeet(feet: readonly Foot[]): (x: number) => number {
  const some =
    feet.length > MOST_FEET ? feet.filter((_, place) => place % Math.ceil(feet.length / MOST_FEET) === 0) : feet;
  const slopes = some.flatMap((one, place) =>
    some.slice(place + 1).flatMap((other) => (other.x === one.x ? [] : [(other.y - one.y) / (other.x - one.x)])),
  );
  const slope = some.length > 3 ? medianOf(slopes) : 0;
  // Pages are straightened before they are read: what looks steeper than three degrees is noise.
  const tilt = Math.abs(slope) > 0.05 ? 0 : slope;
  const level = medianOf(some.map(({ x, y }) => y - tilt * x));
  return (x) => level + tilt * x;
}

const medianOf = (values: readonly number[]) => values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0;
