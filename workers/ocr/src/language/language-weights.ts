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
  /** Taken away there for each unit by which the page is more surprising to the model than `FAMILIAR` (see `surpriseOf`). */
  readonly surprise: number;
  /** Added where a word is written like a name. */
  readonly name: number;
};

/** A page no more surprising than this is of the kind the model was learned from. */
export const FAMILIAR = 4.5;

export const languageWeights: LanguageWeights = {
  model: 1,
  confusion: 1,
  doubt: 0,
  trust: 1,
  possible: 0,
  surprise: 1,
  name: -3,
};
