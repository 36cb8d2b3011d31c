export { alphabetKey } from './alphabet-key.ts';
export { canonicalWord, sameWord } from './canonical-word.ts';
export type { ConfusionCosts } from './confusions/confusion-table.ts';
export { estimateConfusions, type ReadPair } from './confusions/estimate-confusions.ts';
export { printedConfusions } from './confusions/printed-confusions.ts';
export { type CutWord, cutWords } from './cut-words.ts';
export { type Correction, findHits, type HitOptions, markHits } from './find-hits.ts';
export { fold } from './fold.ts';
export { isForeignPrint } from './foreign-print.ts';
export { impossibleShare } from './impossible-share.ts';
export { isMojibake } from './is-mojibake.ts';
export type { LanguageModel } from './language-model/language-model.ts';
export { type DocumentLearner, type LanguageLearner, learnLanguage } from './language-model/learn-language.ts';
export { parseLanguageModel } from './language-model/parse-language-model.ts';
export { wordCount, wordProbability } from './language-model/word-probability.ts';
export { NUMBER_WORD, wordRuns } from './language-model/word-runs.ts';
export { writeLanguageModel } from './language-model/write-language-model.ts';
export { type LegacyEncoding, legacyEncodingOf } from './legacy-encoding.ts';
export {
  MAX_QUERY_LENGTH,
  MAX_QUERY_WORDS,
  type ParsedQuery,
  parseQuery,
  type QueryPart,
  type QueryWord,
} from './parse-query.ts';
export { type Proposal, propose } from './proposals/propose.ts';
export { readQuery } from './read-query.ts';
export { type SettledQuery, settleLastWord } from './settle-last-word.ts';
export { type MarkedText, markText, snippet, type TextPart, wholeSnippet } from './snippet.ts';
export { likelyMeanings, mayBeMistyped, spellingNeighbours, type WordCount, wordsToCheck } from './spelling.ts';
export { isSyllable, possibleSyllables } from './syllable.ts';
export { syllableShare } from './syllable-share.ts';
export { type Token, tokenize } from './tokenize.ts';
export { toneExact } from './tone-exact.ts';
export { commonestFirst, groupsBeginning, preferTyped, readStart } from './word-groups.ts';
