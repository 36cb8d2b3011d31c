import { canonicalWord, isSyllable, type LanguageModel, NUMBER_WORD, propose, wordCount } from '@diachi/vietnamese';
import { asPrinted } from './as-printed.ts';
import { FAMILIAR, type LanguageWeights } from './language-weights.ts';
import { isCapitals, isLeftAlone } from './leave-alone.ts';
import type { Candidate } from './likeliest-words.ts';
import type { PageLanguage } from './page-language.ts';
import type { WordPart } from './word-parts.ts';

/** What may stand in the place of a part, as it would be written there. */
export type WrittenCandidate = Candidate & { readonly text: string };

/** A part among its neighbours, with the word it is in. */
export type PartInPlace = {
  readonly part: WordPart;
  readonly before: WordPart | undefined;
  readonly after: WordPart | undefined;
  /** The whole word as it was read. */
  readonly text: string;
  /** What the engine gives the word. */
  readonly confidence: number;
  /** See `surpriseOf`. */
  readonly surprise: number;
};

// Of words the engine gives more, one in a hundred is wrong, and what is possible there is not doubted.
const SURE = 0.97;
/** The neighbourhood of most words has hundreds of syllables; all but the likeliest few are out of the question. */
const MOST = 8;

/** The part as read, first, and what it may have been printed as; alone when it is none of ours to doubt. */
export function candidatesFor(
  place: PartInPlace,
  model: LanguageModel | null,
  language: PageLanguage,
  weights: LanguageWeights,
): readonly WrittenCandidate[] {
  const { part, text, confidence } = place;
  const read = /\p{N}/u.test(part.text) ? NUMBER_WORD : canonicalWord(part.text);
  const asRead = { word: read, evidence: 0, text: part.text };
  if (isLeftAlone(part, text, place.before, place.after)) return [asRead];
  const isPossible = isSyllable(part.text);
  // What the rules allow only the library's own words can speak against.
  if (isPossible && (!model || confidence >= SURE)) return [asRead];
  if (!isPossible && wordCount(model, read) > 0) return [asRead];

  const before = part.isJoined && place.before ? canonicalWord(place.before.text) : null;
  const doubt = doubtOf(place, isPossible, weights);
  const byWord = new Map<string, WrittenCandidate & { readonly rank: number }>();
  for (const proposal of propose(part.text)) {
    const word = canonicalWord(proposal.text);
    // Of two spellings of a word the one nearer to what was read comes first.
    if (word === read || byWord.has(word)) continue;
    const evidence = doubt - weights.confusion * proposal.cost;
    const alone = language(word, null);
    const rank = evidence + weights.model * Math.log(Math.max(alone, language(word, before)));
    byWord.set(word, { word, evidence, rank, text: asPrinted(proposal.text, part.text) });
  }
  const likely = [...byWord.values()].sort((one, other) => other.rank - one.rank).slice(0, MOST);
  return [asRead, ...likely];
}

function doubtOf({ part, confidence, surprise }: PartInPlace, isPossible: boolean, weights: LanguageWeights): number {
  const share = Math.min(0.99, Math.max(0.01, confidence));
  const trust = weights.trust * Math.log(share / (1 - share));
  const unfamiliar = weights.surprise * Math.max(0, surprise - FAMILIAR);
  const possible = isPossible ? weights.possible - unfamiliar : 0;
  return weights.doubt - trust + possible + (isLikeName(part) ? weights.name : 0);
}

/** A capital inside a sentence; but no syllable begins with I and a vowel that carries a mark, and there it is a small l. */
const isLikeName = ({ text, beginsSentence }: WordPart) =>
  !beginsSentence && text.charAt(0) !== text.charAt(0).toLowerCase() && !isCapitals(text) && !/^I[^a-z]/.test(text);
