import type { ConfusionKind } from './confusion-kind.ts';
import { confusionKind } from './confusion-kind.ts';
import { LETTERS, letterCodes } from './letter-code.ts';

/**
 * What it costs to take letters for others: −ln of how often that happens, for each time they are read right.
 * `pairs` has what is more or less frequent than its kind, as `truth>read` in small letters: `ớ>ở`, `rn>m`; one to two letters on either side.
 */
export type ConfusionCosts = {
  readonly kinds: Readonly<Record<ConfusionKind, number>>;
  readonly pairs: Readonly<Record<string, number>>;
};

/** Costs laid out for quick reckoning. */
export type ConfusionTable = {
  /** By code of the truth × number of letters + code of what was read. */
  readonly one: Float32Array;
  readonly lost: Float32Array;
  readonly gained: Float32Array;
  /** Two letters read as one, and one as two, by `groupKey`; infinite where it is not known to happen. */
  readonly merged: ReadonlyMap<number, number>;
  readonly split: ReadonlyMap<number, number>;
};

export const LETTER_COUNT = LETTERS.length;

/** Three codes in one number. */
export const groupKey = (single: number, first: number, second: number): number =>
  (single * LETTER_COUNT + first) * LETTER_COUNT + second;

export function confusionTable({ kinds, pairs }: ConfusionCosts): ConfusionTable {
  const one = new Float32Array(LETTER_COUNT * LETTER_COUNT);
  for (let truth = 0; truth < LETTER_COUNT; truth += 1) {
    for (let read = 0; read < LETTER_COUNT; read += 1) {
      one[truth * LETTER_COUNT + read] = truth === read && truth > 0 ? 0 : kinds[confusionKind(truth, read)];
    }
  }
  const lost = new Float32Array(LETTER_COUNT).fill(kinds.lost);
  const gained = new Float32Array(LETTER_COUNT).fill(kinds.gained);
  const merged = new Map<number, number>();
  const split = new Map<number, number>();
  for (const [pair, cost] of Object.entries(pairs)) {
    const [truth = '', read = ''] = pair.split('>');
    const [t = 0, t2 = 0] = letterCodes(truth);
    const [r = 0, r2 = 0] = letterCodes(read);
    if (truth.length === 1 && read.length === 1) one[t * LETTER_COUNT + r] = cost;
    else if (read === '') lost[t] = cost;
    else if (truth === '') gained[r] = cost;
    else if (truth.length === 2) merged.set(groupKey(r, t, t2), cost);
    else split.set(groupKey(t, r, r2), cost);
  }
  return { one, lost, gained, merged, split };
}
