import { alignLetters } from './confusion-cost.ts';
import { CONFUSION_KINDS, type ConfusionKind, confusionKind } from './confusion-kind.ts';
import { type ConfusionCosts, confusionTable } from './confusion-table.ts';
import { LETTERS, letterCodes } from './letter-code.ts';

/** A word as it is printed, and as an engine read it. */
export type ReadPair = { readonly truth: string; readonly read: string };

// What a pair of letters has beside what was counted: as much as its kind would have in so many letters.
const KIND_WEIGHT = 300;
// Fewer may be chance.
const LEAST_SEEN = 3;
// A pair that differs less from its kind than this (e^0.4, half as much again) needs no line of its own.
const LEAST_DIFFERENCE = 0.4;
const MOST_COST = 12;
/** What stands for letters without a code. */
const UNKNOWN = '\0';

/**
 * Learns what letters are confused from words as printed and as read, right readings among them. `start` puts letters side by side and
 * tells which groups of two letters are looked for; called again with its own result it settles after two or three rounds.
 */
export function estimateConfusions(pairs: Iterable<ReadPair>, start: ConfusionCosts): ConfusionCosts {
  const seen = count(pairs, start);
  const kinds = kindCosts(seen);
  const costs: Record<string, number> = {};
  for (const pair of new Set([...Object.keys(start.pairs), ...seen.moves.keys()])) {
    const [truth = '', read = ''] = pair.split('>');
    if (truth === read || pair.includes(UNKNOWN)) continue;
    const isGroup = truth.length === 2 || read.length === 2;
    const kind = isGroup ? 'other-sort' : kindOf(truth, read);
    const times = seen.moves.get(pair) ?? 0;
    const places =
      truth === ''
        ? seen.letters
        : truth.length === 2
          ? (seen.doubles.get(truth) ?? 0)
          : (seen.singles.get(truth) ?? 0);
    const cost = -Math.log((times + KIND_WEIGHT * Math.exp(-kinds[kind])) / (places + KIND_WEIGHT));
    const isTelling = times >= LEAST_SEEN && Math.abs(cost - kinds[kind]) >= LEAST_DIFFERENCE;
    if (isGroup || isTelling) costs[pair] = Math.round(Math.min(MOST_COST, cost) * 10) / 10;
  }
  return { kinds, pairs: costs };
}

type Seen = {
  letters: number;
  readonly singles: Map<string, number>;
  readonly doubles: Map<string, number>;
  /** `truth>read`, right readings among them. */
  readonly moves: Map<string, number>;
};

function count(pairs: Iterable<ReadPair>, start: ConfusionCosts): Seen {
  const table = confusionTable(start);
  const seen: Seen = { letters: 0, singles: new Map(), doubles: new Map(), moves: new Map() };
  for (const pair of pairs) {
    const truth = letterCodes(pair.truth);
    const read = letterCodes(pair.read);
    let [t, r] = [0, 0];
    for (const [down, across] of alignLetters(truth, read, table)) {
      const part = nameOf(truth.subarray(t, t + down));
      add(seen.moves, `${part}>${nameOf(read.subarray(r, r + across))}`);
      t += down;
      r += across;
    }
    seen.letters += truth.length;
    for (let at = 0; at < truth.length; at += 1) {
      add(seen.singles, nameOf(truth.subarray(at, at + 1)));
      if (at > 0) add(seen.doubles, nameOf(truth.subarray(at - 1, at + 1)));
    }
  }
  return seen;
}

/** How often each kind happens to a letter it can happen to, shared among all it could be read as. */
function kindCosts({ singles, moves, letters }: Seen): ConfusionCosts['kinds'] {
  const times = new Map<ConfusionKind, number>();
  for (const [move, seen] of moves) {
    const [truth = '', read = ''] = move.split('>');
    if (truth === read || truth.length > 1 || read.length > 1) continue;
    const kind = kindOf(truth, read);
    times.set(kind, (times.get(kind) ?? 0) + seen);
  }
  const chances = new Map<ConfusionKind, number>([
    ['lost', letters],
    ['gained', letters * LETTERS.length],
  ]);
  for (const [letter, seen] of singles) {
    for (let read = 1; read < LETTERS.length; read += 1) {
      if (LETTERS[read] === letter) continue;
      const kind = confusionKind(LETTERS.indexOf(letter), read);
      chances.set(kind, (chances.get(kind) ?? 0) + seen);
    }
  }
  const cost = (kind: ConfusionKind) => {
    const share = ((times.get(kind) ?? 0) + 0.5) / ((chances.get(kind) ?? 0) + 1);
    return Math.round(Math.min(MOST_COST, -Math.log(share)) * 10) / 10;
  };
  return Object.fromEntries(CONFUSION_KINDS.map((kind) => [kind, cost(kind)])) as Record<ConfusionKind, number>;
}

function kindOf(truth: string, read: string): ConfusionKind {
  if (truth === '') return 'gained';
  if (read === '') return 'lost';
  return confusionKind(LETTERS.indexOf(truth), LETTERS.indexOf(read));
}

const nameOf = (codes: Uint8Array) => Array.from(codes, (code) => LETTERS[code]).join('');

const add = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
