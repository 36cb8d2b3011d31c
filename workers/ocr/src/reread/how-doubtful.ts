import type { Word } from '@diachi/page-text';
import { isPossible } from './is-possible.ts';

/** Fitted on generated pages, for any engine alike: words need only be put in order here. How its line and its page were read added nothing. */
const WEIGHTS = { always: -1.2, sure: 1.4, possible: 0.8 } as const;

/** How likely each word of a page was read wrongly, from 0 to 1. In lines of another language it need not be a possible syllable. */
export const howDoubtful = (words: readonly Word[], foreignLines: ReadonlySet<number>): readonly number[] =>
  words.map(({ text, confidence, line }) => {
    const possible = foreignLines.has(line) || isPossible(text) ? WEIGHTS.possible : 0;
    return 1 / (1 + Math.exp(WEIGHTS.always + WEIGHTS.sure * oddsOf(confidence) + possible));
  });

/** Engines are surer of some words than they should be. */
const SUREST = 0.995;

/** How sure an engine is, as the logarithm of its odds. */
export function oddsOf(confidence: number): number {
  const within = Math.min(SUREST, Math.max(1 - SUREST, confidence));
  return Math.log(within / (1 - within));
}
