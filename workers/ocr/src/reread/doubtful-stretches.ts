import type { Word } from '@diachi/page-text';
import { letterCount, type Stretch, stretchOf } from './stretch.ts';

/** A word less doubtful than this is not worth reading again for its own sake. */
const LEAST_DOUBT = 0.08;
/** The engine reads a word better between its neighbours. */
const NEIGHBOURS = 1;

/**
 * What is to be read again, the most doubtful first, as far as the letters that may be spent go. `doubts` says of each word how likely
 * it is wrong, from 0 to 1. Words that stand close together are read together.
 */
export function doubtfulStretches(
  words: readonly Word[],
  doubts: readonly number[],
  lettersToSpend: number,
): readonly Stretch[] {
  const found = linesOf(words, doubts).flatMap((line) => stretchesIn(line));
  const worth = found
    .map((those) => ({ those, letters: letterCount(those.map(({ word }) => word)), wrong: wrongLetters(those) }))
    .sort((one, other) => other.wrong / other.letters - one.wrong / one.letters);
  const chosen: Stretch[] = [];
  let left = lettersToSpend;
  for (const { those, letters } of worth) {
    if (letters > left) continue;
    left -= letters;
    chosen.push(stretchOf(those.map(({ word }) => word)));
  }
  return chosen;
}

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
