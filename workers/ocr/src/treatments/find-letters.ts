import type { Box } from '@diachi/page-text';
import type { Ink } from './mark-ink.ts';

// In pixels of the overview. Smaller is dust, or the marks over and under letters; larger is a picture, a rule, or the page's edge.
const LEAST_HEIGHT = 4;
const MOST_SHARE_OF_PAGE = 1 / 12;

type Run = { readonly y: number; readonly left: number; readonly right: number };

/** Boxes of joined ink of the size letters have. Words whose letters touch count as one. */
export function findLetters(ink: Ink): readonly Box[] {
  const most = Math.max(ink.width, ink.height) * MOST_SHARE_OF_PAGE;
  return boxesOf(ink).filter(
    ({ width, height }) =>
      height >= LEAST_HEIGHT &&
      width >= 2 &&
      height <= most &&
      width <= most &&
      width <= height * 8 &&
      height <= width * 8,
  );
}

/** Boxes of all joined ink, diagonal neighbours included. */
function boxesOf(ink: Ink): readonly Box[] {
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
  const row = y * width;
  for (let x = 0; x < width; x++) {
    if (marks[row + x] !== 1) continue;
    const left = x;
    while (x + 1 < width && marks[row + x + 1] === 1) x++;
    yield { y, left, right: x };
  }
}

function boundRuns(runs: readonly Run[], root: (run: number) => number): readonly Box[] {
  const bounds = new Map<number, { left: number; top: number; right: number; bottom: number }>();
  runs.forEach(({ y, left, right }, number) => {
    const known = bounds.get(root(number));
    if (!known) {
      bounds.set(root(number), { left, top: y, right, bottom: y });
      return;
    }
    known.left = Math.min(known.left, left);
    known.right = Math.max(known.right, right);
    known.bottom = y;
  });
  return [...bounds.values()].map(({ left, top, right, bottom }) => ({
    x: left,
    y: top,
    width: right - left + 1,
    height: bottom - top + 1,
  }));
}
