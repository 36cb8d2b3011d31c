import type { Word } from '@diachi/page-text';
import { letterCount, type Stretch, stretchOf } from './stretch.ts';

/** A word less doubtful than this is not worth reading again for its own sake. */
const LEAST_DOUBT = 0.08;
/** The engine reads a word better between its neighbours. */
const NEIGHBOURS = 1;
/**
 * How many letters must likely be wrong for each that is read again. A tenth of those are put right, on pages of all kinds alike: a second
 * of processor then buys six letters. Of less doubtful stretches it bought three, of those that are left it buys fourteen.
 */
const LEAST_WRONG = 0.055;
/** To start an engine and open a picture takes as long as to read so many letters; of a page of few, each counts for more than that time. */
const OPENING = { letters: 100, mostShare: 1 / 15 } as const;

/** What may be spent on reading again. */
export type ToSpend = {
  readonly letters: number;
  /** True where the engine is asked anyway, for what has not been read at all. */
  readonly isAsked: boolean;
};

/**
 * What is to be read again, the most doubtful first, as far as the letters that may be spent go: what is likely to buy enough for the time
 * it takes, and nothing where all of it together does not pay for asking. `doubts` says of each word how likely it is wrong, from 0 to 1.
 * Words that stand close together are read together.
 */
export function doubtfulStretches(
  words: readonly Word[],
  doubts: readonly number[],
  toSpend: ToSpend,
): readonly Stretch[] {
  const found = linesOf(words, doubts).flatMap((line) => stretchesIn(line));
  const worth = found
    .map((those) => ({ those, letters: letterCount(those.map(({ word }) => word)), wrong: wrongLetters(those) }))
    .filter(({ letters, wrong }) => wrong >= letters * LEAST_WRONG)
    .sort((one, other) => other.wrong / other.letters - one.wrong / one.letters);
  const chosen: Stretch[] = [];
  let left = toSpend.letters;
  let bought = toSpend.isAsked ? 0 : -opening(words) * LEAST_WRONG;
  for (const { those, letters, wrong } of worth) {
    if (letters > left) continue;
    left -= letters;
    bought += wrong - letters * LEAST_WRONG;
    chosen.push(stretchOf(those.map(({ word }) => word)));
  }
  return bought < 0 ? [] : chosen;
}

const opening = (words: readonly Word[]) => Math.min(OPENING.letters, letterCount(words) * OPENING.mostShare);

type Doubted = { readonly word: Word; readonly doubt: number };

function linesOf(words: readonly Word[], doubts: readonly number[]): readonly (readonly Doubted[])[] {
  const lines = new Map<number, Doubted[]>();
  for (const [place, word] of words.entries()) {
    const line = lines.get(word.line) ?? [];
    line.push({ word, doubt: doubts[place] ?? 0 });
    lines.set(word.line, line);
  }
  return [...lines.values()].map((line) => line.sort((one, other) => one.word.box.x - other.word.box.x));
}

/** Runs of words that are doubtful, or stand beside one that is. */
function stretchesIn(line: readonly Doubted[]): readonly (readonly Doubted[])[] {
  const taken = line.map((_, place) =>
    line.slice(Math.max(0, place - NEIGHBOURS), place + NEIGHBOURS + 1).some(({ doubt }) => doubt >= LEAST_DOUBT),
  );
  const runs: Doubted[][] = [];
  for (const [place, doubted] of line.entries()) {
    if (!taken[place]) continue;
    if (taken[place - 1]) runs.at(-1)?.push(doubted);
    else runs.push([doubted]);
  }
  return runs;
}

const wrongLetters = (those: readonly Doubted[]) =>
  those.reduce((sum, { word, doubt }) => sum + doubt * word.text.length, 0);
