import { isSyllable, possibleSyllables } from '../syllable.ts';
import type { LanguageModel } from './language-model.ts';
import { NUMBER_WORD } from './word-runs.ts';

// Of the words of Vietnamese print about one in twelve is no syllable: names, abbreviations, foreign words.
const SYLLABLE_SHARE = 0.92;
const LETTERS = 30;

let evenShare: number | undefined;

/**
 * How likely a word, in `canonicalWord` form, stands behind `before`, from 0 to 1; `before` is null at the beginning of a run. Interpolated absolute
 * discounting: H. Ney, U. Essen and R. Kneser, "On structuring probabilistic dependences in stochastic language modelling", Computer Speech and
 * Language 8 (1994). It is used rather than Kneser–Ney because that needs the rare pairs, which are not kept (C. Chelba and others, Interspeech 2010).
 * Below the counts of words lie the rules of spelling, which decide alone without a model: every possible syllable is as likely as another.
 */
export function wordProbability(model: LanguageModel | null, word: string, before: string | null): number {
  const byRule = ruleProbability(word);
  if (!model || model.words.length === 0) return byRule;
  const number = model.numberOf.get(word);
  const count = number === undefined ? 0 : (model.wordCounts[number] as number) - model.wordDiscount;
  const alone = count / model.wordTotal + model.leftForUnknown * byRule;
  const left = before === null ? undefined : model.numberOf.get(before);
  if (left === undefined) return alone;

  const pair = number === undefined ? 0 : pairCount(model, left, number);
  const seen = pair === 0 ? 0 : (pair - model.pairDiscount) / (model.wordCounts[left] as number);
  return seen + (model.leftForOthers[left] as number) * alone;
}

/** How often a word stands in the texts a model was learned from; 0 for one that was not kept. */
export function wordCount(model: LanguageModel | null, word: string): number {
  const number = model?.numberOf.get(word);
  return number === undefined ? 0 : (model?.wordCounts[number] ?? 0);
}

function ruleProbability(word: string): number {
  if (word === NUMBER_WORD) return 0.05;
  evenShare ??= SYLLABLE_SHARE / possibleSyllables().length;
  return isSyllable(word) ? evenShare : (1 - SYLLABLE_SHARE) * LETTERS ** -Math.max(2, word.length);
}

/** Followers of a word rise, so the pair is found by halving. */
function pairCount({ followersFrom, followers, pairCounts }: LanguageModel, left: number, right: number): number {
  let low = followersFrom[left] as number;
  let high = (followersFrom[left + 1] as number) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = followers[middle] as number;
    if (found === right) return pairCounts[middle] as number;
    if (found < right) low = middle + 1;
    else high = middle - 1;
  }
  return 0;
}
