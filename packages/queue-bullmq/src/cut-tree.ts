import type { KnownStep } from '@diachi/jobs';

/** A step in its place: which step waits for it, and where what it waits for ends in the list. */
export type PlacedStep = KnownStep & { readonly parent: number | null; readonly end: number };

/** Puts the steps of a tree, each before those it waits for, into their places. */
export function placeSteps(steps: readonly KnownStep[]): readonly PlacedStep[] {
  const placed: (KnownStep & { readonly parent: number | null; end: number })[] = [];
  const open: { readonly place: number; left: number }[] = [];
  for (const [place, known] of steps.entries()) {
    placed.push({ ...known, parent: open.at(-1)?.place ?? null, end: place + 1 });
    open.push({ place, left: known.step.after.length });
    for (let last = open.at(-1); last && last.left === 0; last = open.at(-1)) {
      open.pop();
      const there = placed[last.place];
      if (there) there.end = place + 1;
      const above = open.at(-1);
      if (above) above.left--;
    }
  }
  return placed;
}
