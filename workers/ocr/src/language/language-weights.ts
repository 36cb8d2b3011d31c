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

/**
 * Fitted on made pages with even seeds (hard ones, read by Tesseract 5) so that what is said to be so likely is so often right, with models of three
 * kinds: of the same sort of text, of other text, and none.
 */
export const languageWeights: LanguageWeights = {
  model: 0.85,
  confusion: 0.85,
  doubt: 0,
  trust: 1,
  possible: 0.7,
  surprise: 1,
  name: -2,
};
