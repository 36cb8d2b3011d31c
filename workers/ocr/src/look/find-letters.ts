import type { Box } from '@diachi/page-text';
import type { Ink } from './mark-ink.ts';

/** Joined ink, and how many pixels of its box it fills. */
export type Shape = Box & { readonly inkPx: number };

/** What joined ink may be, by its size: in pixels of the overview. */
export type Shapes = {
  /** What is of the size letters have. Words whose letters touch count as one. */
  readonly letters: readonly Shape[];
  /** What is long and thin: rules of tables, underlines. */
  readonly rules: readonly Box[];
  /** What is too small for a letter: dust, and the marks over and under letters. */
  readonly specks: readonly Box[];
  /** What is larger than letters: pictures, the edge of the sheet, the largest of titles. */
  readonly large: readonly Shape[];
};

const LEAST_HEIGHT = 4;
const LEAST_WIDTH = 2;
// Larger is a picture, a rule, or the page's edge.
const MOST_SHARE_OF_PAGE = 1 / 12;
const LONG_AND_THIN = 8;

type Run = { readonly y: number; readonly left: number; readonly right: number };

/** Sorts all joined ink by its size. */
export function findShapes(ink: Ink): Shapes {
  const most = Math.max(ink.width, ink.height) * MOST_SHARE_OF_PAGE;
  const shapes = { letters: [] as Shape[], rules: [] as Box[], specks: [] as Box[], large: [] as Shape[] };
  for (const box of boxesOf(ink)) {
    const { width, height } = box;
    const isThin = width > height * LONG_AND_THIN || height > width * LONG_AND_THIN;
    if (height < LEAST_HEIGHT && width < LEAST_HEIGHT * 2) shapes.specks.push(box);
    else if (isThin) shapes.rules.push(box);
    else if (height < LEAST_HEIGHT || width < LEAST_WIDTH) shapes.specks.push(box);
    else if (height <= most && width <= most) shapes.letters.push(box);
    else shapes.large.push(box);
  }
  return shapes;
}

/** Boxes of joined ink of the size letters have. */
export const findLetters = (ink: Ink): readonly Shape[] => findShapes(ink).letters;

/** Boxes of all joined ink, diagonal neighbours included. */
function boxesOf(ink: Ink): readonly Shape[] {
  const runs: Run[] = [];
  const parents: number[] = [];
  const root = (run: number): number => {
    let at = run;
    while (parents[at] !== at) {
      parents[at] = parents[parents[at] as number] as number;
      at = parents[at] as number;
    }
    return at;
  };
  let above = { from: 0, to: 0 };
  for (let y = 0; y < ink.height; y++) {
    const from = runs.length;
    let candidate = above.from;
    for (const run of runsOf(ink, y)) {
      const number = runs.push(run) - 1;
      parents.push(number);
      while (candidate < above.to && (runs[candidate] as Run).right < run.left - 1) candidate++;
      for (let other = candidate; other < above.to && (runs[other] as Run).left <= run.right + 1; other++) {
        parents[root(other)] = root(number);
      }
    }
    above = { from, to: runs.length };
  }
  return boundRuns(runs, root);
}

function* runsOf({ width, marks }: Ink, y: number): Generator<Run> {
  // Most of a page is paper, which is passed over fastest by asking for the next mark.
  const row = marks.subarray(y * width, (y + 1) * width);
  for (let left = row.indexOf(1); left !== -1; ) {
    let right = left;
    while (right + 1 < width && row[right + 1] === 1) right++;
    yield { y, left, right };
    left = row.indexOf(1, right + 1);
  }
}

function boundRuns(runs: readonly Run[], root: (run: number) => number): readonly Shape[] {
  const bounds = new Map<number, { left: number; top: number; right: number; bottom: number; inkPx: number }>();
  runs.forEach(({ y, left, right }, number) => {
    const known = bounds.get(root(number));
    const inkPx = right - left + 1;
    if (!known) {
      bounds.set(root(number), { left, top: y, right, bottom: y, inkPx });
      return;
    }
    known.left = Math.min(known.left, left);
    known.right = Math.max(known.right, right);
    known.bottom = y;
    known.inkPx += inkPx;
  });
  return [...bounds.values()].map(({ left, top, right, bottom, inkPx }) => ({
    x: left,
    y: top,
    width: right - left + 1,
    height: bottom - top + 1,
    inkPx,
  }));
}
