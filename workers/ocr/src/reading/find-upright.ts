import type { Word } from '@diachi/page-text';
import type { QuarterTurns } from '../look/turn-boxes.ts';
import type { GreyImage } from '../scan/grey-image.ts';

export type ReadTurned = (image: GreyImage, degrees: number) => Promise<readonly Word[]>;

/** The wrong way up gives some words by chance: so many letters of sense, and so many times those of another way. */
export const PLAINLY_BETTER = 1.5;
export const BY_CHANCE = 6;
const LEAST_SENSE = 0.4;

/**
 * Which way up a page is when its letters do not tell: part of it is read in each, and the most words that make sense win. `guess`
 * stands unless another is plainly better.
 */
export async function findUpright(part: GreyImage, guess: QuarterTurns, read: ReadTurned): Promise<QuarterTurns> {
  const guessed = sense(await read(part, guess * 90));
  let best = { turns: guess, sense: guessed * PLAINLY_BETTER + BY_CHANCE };
  for (const more of [2, 1, 3]) {
    const turns = ((guess + more) % 4) as QuarterTurns;
    const found = sense(await read(part, turns * 90));
    if (found > best.sense) best = { turns, sense: found };
  }
  return best.turns;
}

/** Letters in words the engine is sure of; single letters are read into anything. None where lines run up or down: engines read those too. */
export function sense(words: readonly Word[]): number {
  const sure = words.filter(({ text, confidence }) => lettersIn(text) >= 2 && confidence >= 0.6);
  const long = sure.filter(({ text }) => lettersIn(text) >= LONG);
  if (long.filter(({ box }) => box.height > box.width).length > long.length / 2) return 0;
  return sure.reduce((sum, { text }) => sum + lettersIn(text), 0);
}

/** A word of so many letters is wider than high, unless it lies on its side. */
const LONG = 3;

/** True when little of what was read makes sense: it was no writing, or not this way up. */
export const isRubbish = (words: readonly Word[]): boolean =>
  sense(words) < LEAST_SENSE * words.reduce((sum, { text }) => sum + lettersIn(text), 0);

/** True when enough of what was read makes sense; nothing that was read makes none. */
export const makesSense = (words: readonly Word[]): boolean => sense(words) > 0 && !isRubbish(words);

const lettersIn = (text: string): number => text.match(/\p{L}|\p{N}/gu)?.length ?? 0;
