import type { Word } from '@diachi/page-text';
import { canonicalWord, isSyllable, type LanguageModel, wordProbability } from '@diachi/vietnamese';
import type { WordPart } from './word-parts.ts';

// Words the engine gives less are not yet known to be what stands there.
const SURE = 0.95;
/** What is not known of a page with few sure words is taken for what a page has that the model knows moderately well. */
const USUAL = 5;
const USUAL_AS_WORDS = 20;

/**
 * How little a model foresees of what was surely read on a page: −ln of its probabilities, on average (cross-entropy). Three to five for texts like
 * those it was learned from, above six for others; on those it is no judge of rare words.
 */
export function surpriseOf(parts: readonly WordPart[], words: readonly Word[], model: LanguageModel): number {
  let sum = USUAL * USUAL_AS_WORDS;
  let count = USUAL_AS_WORDS;
  for (const [at, { word, text, isJoined }] of parts.entries()) {
    const before = parts[at - 1];
    if (!isJoined || !before || (words[word]?.confidence ?? 0) < SURE || !isSyllable(text)) continue;
    sum -= Math.log(wordProbability(model, canonicalWord(text), canonicalWord(before.text)));
    count += 1;
  }
  return sum / count;
}
