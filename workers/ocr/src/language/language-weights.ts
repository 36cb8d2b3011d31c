/** How much each kind of evidence counts, on the scale of natural logarithms. */
export type LanguageWeights = {
  /** Of the language model, as a power of its probabilities: neighbours tell less than if they were independent. */
  readonly model: number;
  /** Of the cost of a confusion. */
  readonly confusion: number;
  /** What an engine's doubt adds: `doubt` for a word it gives an even chance, less `trust` for each logit above it. */
  readonly doubt: number;
  readonly trust: number;
  /** Added where the word as read is a possible syllable. */
  readonly possible: number;
  /** Added where a word is written like a name. */
  readonly name: number;
};

export const languageWeights: LanguageWeights = {
  model: 1,
  confusion: 1,
  doubt: 0,
  trust: 1,
  possible: 0,
  name: -3,
};
