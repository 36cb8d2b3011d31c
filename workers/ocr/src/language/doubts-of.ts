import type { Word } from '@diachi/page-text';
import type { LanguageModel } from '@diachi/vietnamese';
import { candidatesFor, type WrittenCandidate } from './candidates.ts';
import type { LanguageWeights } from './language-weights.ts';
import { likeliestWords } from './likeliest-words.ts';
import { type PageLanguage, pageLanguage } from './page-language.ts';
import { surpriseOf } from './surprise.ts';
import { type WordPart, wordParts } from './word-parts.ts';

/** What a part of a word most likely was instead of what was read. */
export type Doubt = {
  readonly part: WordPart;
  readonly to: string;
  /** From 0 to 1, that the part is `to`. */
  readonly probability: number;
};

/** So often even what seems certain is right: the rest is torn out of its line, or was no word. */
const MOST_LIKELY = 0.98;

/** The likeliest other reading of each part of the words that may be doubted, in their order. */
export function doubtsOf(
  words: readonly Word[],
  model: LanguageModel | null,
  weights: LanguageWeights,
): readonly Doubt[] {
  const parts = wordParts(words);
  const language = pageLanguage(parts, words, model);
  const surprise = model ? surpriseOf(parts, words, model) : 0;
  const places = parts.map((part, at) => {
    const { text, confidence } = words[part.word] as Word;
    const place = { part, before: parts[at - 1], after: parts[at + 1], text, confidence, surprise };
    return candidatesFor(place, model, language, weights);
  });
  const doubts: Doubt[] = [];
  for (let from = 0; from < parts.length; ) {
    let end = from + 1;
    while (parts[end]?.isJoined) end += 1;
    for (const [at, doubt] of doubtsInRun(places.slice(from, end), language, weights)) {
      doubts.push({ ...doubt, part: parts[from + at] as WordPart });
    }
    from = end;
  }
  return doubts;
}

function* doubtsInRun(run: readonly (readonly WrittenCandidate[])[], language: PageLanguage, weights: LanguageWeights) {
  if (run.every(({ length }) => length === 1)) return;
  for (const [at, chances] of likeliestWords(run, language, weights.model).entries()) {
    const others = chances.slice(1);
    if (others.length === 0) continue;
    const most = Math.max(...others);
    const to = run[at]?.[others.indexOf(most) + 1]?.text ?? '';
    yield [at, { to, probability: Math.min(MOST_LIKELY, most) }] as const;
  }
}
