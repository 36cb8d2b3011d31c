import type { Word } from '@diachi/page-text';
import { canonicalWord, isSyllable, type LanguageModel, wordProbability } from '@diachi/vietnamese';
import type { WordPart } from './word-parts.ts';

/** How likely a word, in canonical form, stands behind another on this page, from 0 to 1; behind nothing at the beginning of a run. */
export type PageLanguage = (word: string, before: string | null) => number;

// Words the engine gives less are not yet known to be what stands there.
const SURE = 0.95;
/** How much a page with many words speaks for itself, beside the rules. */
const OWN_SHARE = 0.5;
/** A page with so few sure words speaks half as loud. */
const FEW_WORDS = 60;

/**
 * What the library's model expects. Without one, what the rules do, and what is surely read elsewhere on the page: a page names again what it
 * has named (R. Kuhn and R. De Mori, "A cache-based natural language model for speech recognition", IEEE Transactions on Pattern Analysis
 * and Machine Intelligence 12, 1990). With a model the page adds nothing but its own repeated misreadings.
 */
export function pageLanguage(
  parts: readonly WordPart[],
  words: readonly Word[],
  model: LanguageModel | null,
): PageLanguage {
  if (model) return (word, before) => wordProbability(model, word, before);
  const counts = new Map<string, number>();
  const pairs = new Map<string, number>();
  let total = 0;
  for (const [at, { word, text, isJoined }] of parts.entries()) {
    if (!isSure(words[word]) || !isSyllable(text)) continue;
    const canonical = canonicalWord(text);
    add(counts, canonical);
    total += 1;
    const before = parts[at - 1];
    if (isJoined && before && isSure(words[before.word])) add(pairs, pairOf(canonicalWord(before.text), canonical));
  }
  const own = (OWN_SHARE * total) / (total + FEW_WORDS);
  return (word, before) => {
    const expected = wordProbability(null, word, before);
    const times = counts.get(word);
    if (times === undefined) return (1 - own) * expected;
    const alone = times / total;
    const together = before === null ? 0 : (pairs.get(pairOf(before, word)) ?? 0) / ((counts.get(before) ?? 0) + 1);
    return (1 - own) * expected + own * (0.5 * alone + 0.5 * together);
  };
}

const isSure = (word: Word | undefined) => (word?.confidence ?? 0) >= SURE;

const pairOf = (before: string, word: string) => `${before} ${word}`;

const add = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
