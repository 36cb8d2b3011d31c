import { isSyllable, possibleSyllables } from '../syllable.ts';
import type { LanguageModel } from './language-model.ts';
import { NUMBER_WORD } from './word-runs.ts';

// Of the words of Vietnamese print about one in twenty is no syllable and has but Latin letters: names, abbreviations, foreign words.
const FOREIGN_SHARE = 0.05;
// What has letters no other language has, and yet is no syllable, is hardly ever meant: đuợc.
const MISSPELT_SHARE = 0.000_02;
const OWN_LETTERS = /[ăđơưạảãằắẳẵặầấẩẫậẹẻẽềếểễệỉĩịọỏõồốổỗộờớởỡợụủũừứửữựỳỵỷỹ]/;
const LETTERS = 30;

// A library of a few pages does not know the language yet: the rules count as much as so many words of it.
const RULES_AS_WORDS = 1_000;
// And even the largest lacks words.
const LEAST_RULE_SHARE = 0.01;

let evenShare: number | undefined;

// Asked for the same few thousand words again and again.
const byRule = new Map<string, number>();
const MOST_KEPT = 40_000;

/**
 * How likely a word, in `canonicalWord` form, stands behind `before`, from 0 to 1; `before` is null at the beginning of a run. Interpolated absolute
 * discounting: H. Ney, U. Essen and R. Kneser, "On structuring probabilistic dependences in stochastic language modelling", Computer Speech and
 * Language 8 (1994). It is used rather than Kneser–Ney because that needs the rare pairs, which are not kept (C. Chelba and others, Interspeech 2010).
 * Below the counts of words lie the rules of spelling, which decide alone without a model: every possible syllable is as likely as another.
 */
export function wordProbability(model: LanguageModel | null, word: string, before: string | null): number {
  const rule = ruleProbability(word);
  if (!model || model.words.length === 0) return rule;
  const number = model.numberOf.get(word);
  const count = number === undefined ? 0 : (model.wordCounts[number] as number) - model.wordDiscount;
  const ruleShare = Math.max(LEAST_RULE_SHARE, RULES_AS_WORDS / (RULES_AS_WORDS + model.wordTotal));
  const alone = (1 - ruleShare) * (count / model.wordTotal + model.leftForUnknown * rule) + ruleShare * rule;
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
  const kept = byRule.get(word);
  if (kept !== undefined) return kept;
  if (byRule.size >= MOST_KEPT) byRule.clear();
  const probability = reckonByRule(word);
  byRule.set(word, probability);
  return probability;
}

function reckonByRule(word: string): number {
  if (word === NUMBER_WORD) return 0.05;
  evenShare ??= (1 - FOREIGN_SHARE - MISSPELT_SHARE) / possibleSyllables().length;
  if (isSyllable(word)) return evenShare;
  return (OWN_LETTERS.test(word) ? MISSPELT_SHARE : FOREIGN_SHARE) * LETTERS ** -Math.max(2, word.length);
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
