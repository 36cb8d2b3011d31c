import { comparable } from './character-error.ts';

/** For each word that was read, the place of the true word it stands for; null for a word that is not on the page. */
export type Matches = readonly (number | null)[];

/**
 * Sets the words of a reading beside the true ones: first as few edits as possible in order, then, of what is left over, equal words
 * wherever they stand, so that a column read too early does not make all its words wrong.
 */
export function matchWords(truth: readonly string[], read: readonly string[]): Matches {
  const [wanted, found] = [truth.map(comparable), read.map(comparable)];
  const matches = inOrder(wanted, found);
  const taken = new Set(matches.filter((match, at) => match !== null && wanted[match] === found[at]));
  const left = new Map<string, number[]>();
  for (const [place, word] of wanted.entries()) {
    if (!taken.has(place)) left.set(word, [...(left.get(word) ?? []), place]);
  }
  return matches.map((match, at) => {
    const word = found[at] as string;
    if (match !== null && wanted[match] === word) return match;
    return left.get(word)?.shift() ?? match;
  });
}

const REPLACED = 0;
const MISSED = 1;
const ADDED = 2;

/** The way back through the table of least edits. */
function inOrder(wanted: readonly string[], found: readonly string[]): (number | null)[] {
  const columns = found.length + 1;
  const ways = new Uint8Array((wanted.length + 1) * columns);
  let above = Uint32Array.from({ length: columns }, (_, place) => place);
  ways.fill(ADDED, 0, columns);
  for (const [row, word] of wanted.entries()) {
    const here = new Uint32Array(columns);
    here[0] = row + 1;
    const ownWays = ways.subarray((row + 1) * columns, (row + 2) * columns);
    ownWays[0] = MISSED;
    for (const [column, other] of found.entries()) {
      const costs = [
        (above[column] as number) + (word === other ? 0 : 1),
        (above[column + 1] as number) + 1,
        (here[column] as number) + 1,
      ];
      const least = Math.min(...costs);
      here[column + 1] = least;
      ownWays[column + 1] = costs.indexOf(least);
    }
    above = here;
  }
  const matches: (number | null)[] = found.map(() => null);
  let [row, column] = [wanted.length, found.length];
  while (row > 0 || column > 0) {
    const way = ways[row * columns + column];
    if (way === REPLACED) matches[--column] = --row;
    else if (way === MISSED) row--;
    else column--;
  }
  return matches;
}
