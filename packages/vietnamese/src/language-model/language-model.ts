/** What a model is made of and what is written to its file. Words are numbered as they stand in `words`. */
export type LanguageCounts = {
  readonly documents: number;
  /** Words of all the texts learned from, with those that were not kept. */
  readonly wordTotal: number;
  /** In `canonicalWord` form, ascending by code units, each once. */
  readonly words: readonly string[];
  readonly wordCounts: Uint32Array;
  /** Where the followers of each word begin in `followers`; one longer than `words`. */
  readonly followersFrom: Uint32Array;
  /** Numbers of the words that were seen behind another, rising for each. */
  readonly followers: Uint16Array;
  readonly pairCounts: Uint32Array;
  /** What is taken from each count for what was never seen, between 0 and 1. */
  readonly wordDiscount: number;
  readonly pairDiscount: number;
};

/** How often words and pairs of neighbouring words stand in a library's texts. */
export type LanguageModel = LanguageCounts & {
  readonly numberOf: ReadonlyMap<string, number>;
  /** Share of a word's followers that is left for those not kept as its pairs. */
  readonly leftForOthers: Float32Array;
  /** Share of all words that is left for those not kept. */
  readonly leftForUnknown: number;
};

/** The most words a model can have, so that a number takes two bytes. */
export const MOST_WORDS = 65_536;

/** Works out of the counts what every question needs. */
export function languageModelOf(counts: LanguageCounts): LanguageModel {
  const { words, wordCounts, wordTotal, followersFrom, pairCounts, wordDiscount, pairDiscount } = counts;
  const leftForOthers = new Float32Array(words.length);
  let known = 0;
  for (let word = 0; word < words.length; word += 1) {
    const count = wordCounts[word] as number;
    known += count - wordDiscount;
    let paired = 0;
    const end = followersFrom[word + 1] as number;
    for (let at = followersFrom[word] as number; at < end; at += 1) paired += (pairCounts[at] as number) - pairDiscount;
    leftForOthers[word] = 1 - paired / count;
  }
  return {
    ...counts,
    numberOf: new Map(words.map((word, number) => [word, number])),
    leftForOthers,
    leftForUnknown: wordTotal === 0 ? 1 : 1 - known / wordTotal,
  };
}
