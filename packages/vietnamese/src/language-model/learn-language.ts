import { type LanguageModel, languageModelOf, MOST_WORDS } from './language-model.ts';
import { createTally, type Tally } from './tally.ts';
import { numberWords } from './word-numbers.ts';
import { wordRuns } from './word-runs.ts';

/** Learns from documents one after the other. */
export type LanguageLearner = {
  /** Adds a whole document: the text of each of its pages. Each document is to be added once. */
  addDocument(pages: Iterable<string>): void;
  /** The same page by page, for a document that is not in memory. */
  beginDocument(): DocumentLearner;
  /** The model of what was added so far; more can be added after it. */
  finish(): LanguageModel;
};

/** One document in the course of being learned from. It counts once it has ended. */
export type DocumentLearner = { addPage(text: string): void; end(): void };

// What stands in a single document could be recognised in the model by whoever knows that document.
const LEAST_DOCUMENTS = 2;
const MOST_PAIRS = 1_000_000;
/** Counted while learning. What is seen least is forgotten when there are more, so that what turns out to be frequent is not missed, however late it comes. */
const MOST_COUNTED_WORDS = 400_000;
const MOST_COUNTED_PAIRS = 2_600_000;
/** A pair is told by one whole number, of two words with numbers below this. */
const PAIR = 2 ** 26;

/**
 * Begins to learn words and pairs of neighbouring words. Only what at least two documents have is kept, and of that the most
 * frequent 65,536 words and a million pairs, so that a model is bounded however large the library. The order of documents matters
 * only for the rarest words and pairs.
 */
export function learnLanguage(mostCountedWords = MOST_COUNTED_WORDS): LanguageLearner {
  const words = createTally(mostCountedWords);
  const numbers = numberWords(mostCountedWords, PAIR - 1, words.has);
  const pairs = createTally(MOST_COUNTED_PAIRS);
  let documents = 0;
  let wordTotal = 0;

  const beginDocument = (): DocumentLearner => {
    // Numbers of its own until it ends: one that is broken off leaves nothing behind.
    const ownNumbers = new Map<string, number>();
    const ownWords: number[] = [];
    const ownPairs = new Map<number, number>();
    let ownTotal = 0;
    return {
      addPage: (text) => {
        for (const run of wordRuns(text)) {
          let before: number | null = null;
          for (const word of run) {
            const number = ownNumbers.get(word) ?? ownNumbers.size;
            ownNumbers.set(word, number);
            ownTotal += 1;
            ownWords[number] = (ownWords[number] ?? 0) + 1;
            if (before !== null) count(ownPairs, before * PAIR + number);
            before = number;
          }
        }
      },
      end: () => {
        if (ownTotal === 0) return;
        wordTotal += ownTotal;
        documents += 1;
        const numberOf: (number | null)[] = [];
        for (const [word, own] of ownNumbers) {
          const number = numbers.of(word);
          numberOf[own] = number;
          if (number !== null) words.add(number, ownWords[own] as number);
        }
        for (const [pair, times] of ownPairs) {
          const left = numberOf[Math.floor(pair / PAIR)] ?? null;
          const right = numberOf[pair % PAIR] ?? null;
          if (left !== null && right !== null) pairs.add(left * PAIR + right, times);
        }
      },
    };
  };

  return {
    beginDocument,
    addDocument: (pages) => {
      const document = beginDocument();
      for (const page of pages) document.addPage(page);
      document.end();
    },
    finish: () => modelFrom(numbers.names(), words, pairs, { documents, wordTotal }),
  };
}

const count = (counts: Map<number, number>, key: number) => counts.set(key, (counts.get(key) ?? 0) + 1);

function modelFrom(
  names: ReadonlyMap<number, string>,
  words: Tally,
  pairs: Tally,
  told: { readonly documents: number; readonly wordTotal: number },
): LanguageModel {
  const keptWords = mostFrequent(words, MOST_WORDS, () => true)
    .map(({ key, count: times }) => ({ key, times, name: names.get(key) ?? '' }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const newNumber = new Map(keptWords.map(({ key }, number) => [key, number]));
  const numbersOf = (pair: number) => [newNumber.get(Math.floor(pair / PAIR)), newNumber.get(pair % PAIR)] as const;
  const keptPairs = mostFrequent(pairs, MOST_PAIRS, (pair) => !numbersOf(pair).includes(undefined))
    .map(({ key, count: times }) => {
      const [left = 0, right = 0] = numbersOf(key);
      return { left, right, times };
    })
    .sort((one, other) => one.left - other.left || one.right - other.right);

  const followersFrom = new Uint32Array(keptWords.length + 1);
  const paired = new Uint32Array(keptWords.length);
  for (const { left, times } of keptPairs) {
    followersFrom[left + 1] = (followersFrom[left + 1] as number) + 1;
    paired[left] = (paired[left] as number) + times;
  }
  for (let at = 1; at < followersFrom.length; at += 1) {
    followersFrom[at] = (followersFrom[at] as number) + (followersFrom[at - 1] as number);
  }
  return languageModelOf({
    ...told,
    words: keptWords.map(({ name }) => name),
    // A word that was forgotten for a while may have been counted less often than its pairs.
    wordCounts: Uint32Array.from(keptWords, ({ times }, word) => Math.max(times, paired[word] as number)),
    followersFrom,
    followers: Uint16Array.from(keptPairs, ({ right }) => right),
    pairCounts: Uint32Array.from(keptPairs, ({ times }) => times),
    wordDiscount: discount(words),
    pairDiscount: discount(pairs),
  });
}

type Counted = { readonly key: number; readonly count: number };

/** What enough documents have, the most frequent of it when there is too much. */
function mostFrequent(tally: Tally, most: number, isMeant: (key: number) => boolean): readonly Counted[] {
  const kept: Counted[] = [];
  tally.each((key, times, documents) => {
    if (documents >= LEAST_DOCUMENTS && isMeant(key)) kept.push({ key, count: times });
  });
  if (kept.length <= most) return kept;
  return kept.sort((one, other) => other.count - one.count || one.key - other.key).slice(0, most);
}

/** What is seen once and twice tells how much of a count is chance (Ney, Essen and Kneser 1994). */
function discount(tally: Tally): number {
  let once = 0;
  let twice = 0;
  tally.each((_, times) => {
    if (times === 1) once += 1;
    else if (times === 2) twice += 1;
  });
  const share = once + twice === 0 ? 0.5 : once / (once + 2 * twice);
  // Kept to what a file can hold; none and all would leave nothing for one side.
  return Math.round(Math.min(0.95, Math.max(0.05, share)) * 1_000) / 1_000;
}
