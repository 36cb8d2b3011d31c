import { type ConfusionTable, groupKey, LETTER_COUNT } from './confusion-table.ts';

/** How the last letters of two words were put side by side: how many of the truth, how many of what was read. */
export type Move = readonly [truth: number, read: number];

const MOVES: readonly Move[] = [
  [1, 1],
  [1, 0],
  [0, 1],
  [2, 1],
  [1, 2],
];

const room = new Float32Array(64 * 64);

/**
 * What it costs to read `read` for `truth`, both in letter codes: the cheapest way to put their letters side by side. Infinite above `most`,
 * and for words of more than sixty letters.
 */
export function confusionCost(truth: Uint8Array, read: Uint8Array, table: ConfusionTable, most = Infinity): number {
  const { one, lost, gained, merged, split } = table;
  const width = read.length + 1;
  if (truth.length >= 60 || read.length >= 60) return Infinity;
  let leastAbove = 0;
  for (let t = 0; t <= truth.length; t += 1) {
    const here = truth[t - 1] as number;
    let least = Infinity;
    for (let r = 0; r <= read.length; r += 1) {
      const at = t * width + r;
      const seen = read[r - 1] as number;
      let best = at === 0 ? 0 : Infinity;
      if (t > 0 && r > 0) best = (room[at - width - 1] as number) + (one[here * LETTER_COUNT + seen] as number);
      if (t > 0) best = Math.min(best, (room[at - width] as number) + (lost[here] as number));
      if (r > 0) best = Math.min(best, (room[at - 1] as number) + (gained[seen] as number));
      if (t > 1 && r > 0) {
        const cost = merged.get(groupKey(seen, truth[t - 2] as number, here));
        if (cost !== undefined) best = Math.min(best, (room[at - 2 * width - 1] as number) + cost);
      }
      if (t > 0 && r > 1) {
        const cost = split.get(groupKey(here, read[r - 2] as number, seen));
        if (cost !== undefined) best = Math.min(best, (room[at - width - 2] as number) + cost);
      }
      room[at] = best;
      if (best < least) least = best;
    }
    // Two letters read as one pass over a row, so two have to be too dear.
    if (least > most && leastAbove > most) return Infinity;
    leastAbove = least;
  }
  const cost = room[truth.length * width + read.length] as number;
  return cost > most ? Infinity : cost;
}

/** The letters of two words side by side as they cost least, in order: `[['r','n'] …]` as parts of the truth and of what was read. */
export function alignLetters(truth: Uint8Array, read: Uint8Array, table: ConfusionTable): readonly Move[] {
  if (confusionCost(truth, read, table) === Infinity) return [];
  const width = read.length + 1;
  const costs = room.slice(0, (truth.length + 1) * width);
  const moves: Move[] = [];
  let [t, r] = [truth.length, read.length];
  while (t > 0 || r > 0) {
    const found = MOVES.find(([down, across]) => {
      if (down > t || across > r) return false;
      const before = costs[(t - down) * width + r - across] as number;
      const cost = moveCost(truth.subarray(t - down, t), read.subarray(r - across, r), table);
      return Math.abs(before + cost - (costs[t * width + r] as number)) < 0.001;
    });
    if (!found) return [];
    moves.push(found);
    t -= found[0];
    r -= found[1];
  }
  return moves.reverse();
}

function moveCost(truth: Uint8Array, read: Uint8Array, { one, lost, gained, merged, split }: ConfusionTable): number {
  const [t = 0, t2 = 0] = truth;
  const [r = 0, r2 = 0] = read;
  if (truth.length === 0) return gained[r] as number;
  if (read.length === 0) return lost[t] as number;
  if (truth.length === 2) return merged.get(groupKey(r, t, t2)) ?? Infinity;
  if (read.length === 2) return split.get(groupKey(t, r, r2)) ?? Infinity;
  return one[t * LETTER_COUNT + r] as number;
}
