import type { Word } from '@diachi/page-text';
import type { GreyImage } from './grey-image.ts';
import type { QuarterTurns } from './treatments/turn-boxes.ts';

export type ReadTurned = (image: GreyImage, degrees: number) => Promise<readonly Word[]>;

// The wrong way up gives some words by chance.
const PLAINLY_BETTER = 1.5;

/**
 * Which way up a page is when its letters do not tell: part of it is read in each, and the most words that make sense win. `guess`
 * stands unless another is plainly better.
 */
export async function findUpright(image: GreyImage, guess: QuarterTurns, read: ReadTurned): Promise<QuarterTurns> {
  const part = middle(image);
  const guessed = sense(await read(part, guess * 90));
  let best = { turns: guess, sense: guessed * PLAINLY_BETTER + 3 };
  for (const more of [2, 1, 3]) {
    const turns = ((guess + more) % 4) as QuarterTurns;
    const found = sense(await read(part, turns * 90));
    if (found > best.sense) best = { turns, sense: found };
  }
  return best.turns;
}

/** Letters in words the engine is sure of; single letters are read into anything. */
export const sense = (words: readonly Word[]): number =>
  words.reduce((sum, { text, confidence }) => {
    const letters = text.match(/\p{L}|\p{N}/gu)?.length ?? 0;
    return letters >= 2 && confidence >= 0.6 ? sum + letters : sum;
  }, 0);

/** The middle half of a picture either way: enough lines to tell, a quarter of the work. */
function middle({ width, height, pixels }: GreyImage): GreyImage {
  const left = Math.floor(width / 4);
  const top = Math.floor(height / 4);
  const part = { width: Math.max(1, Math.floor(width / 2)), height: Math.max(1, Math.floor(height / 2)) };
  const cut = new Uint8Array(part.width * part.height);
  for (let y = 0; y < part.height; y++) {
    const from = (top + y) * width + left;
    cut.set(pixels.subarray(from, from + part.width), y * part.width);
  }
  return { ...part, pixels: cut };
}
