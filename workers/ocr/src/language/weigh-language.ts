import type { Word } from '@diachi/page-text';
import { isSyllable, type LanguageModel } from '@diachi/vietnamese';
import { type Doubt, doubtsOf } from './doubts-of.ts';
import { languageWeights } from './language-weights.ts';

/**
 * A change is made from here on: then there are more than ten right ones for each wrong one. By the rules alone only what cannot be is changed,
 * and what is left uncertain is mostly to what.
 */
const SURE_ENOUGH = 0.9;
const SURE_ENOUGH_BY_RULE = 0.75;

/**
 * Puts right what was misread, where that is much likelier right than wrong: possible syllables near each doubtful word are weighed by how
 * often such letters are confused, what the engine gives the word, and what the library's texts have beside its neighbours (a noisy channel:
 * M. D. Kernighan, K. W. Church and W. A. Gale, "A spelling correction program based on a noisy channel model", COLING 1990). Without
 * a model, or with an empty one, the rules of spelling and the page itself decide alone. Each change is recorded in its word; words stay as
 * many, and where they are. Pages that are not catalogued as Vietnamese before all (`vie`, `vie+fra`) stay as they were read.
 */
export function weighLanguage(words: readonly Word[], model: LanguageModel | null, language: string): readonly Word[] {
  if (language.split('+')[0] !== 'vie') return words;
  const known = model && model.words.length > 0 ? model : null;
  const least = known ? SURE_ENOUGH : SURE_ENOUGH_BY_RULE;
  const sure = doubtsOf(words, known, languageWeights).filter(({ probability }) => probability >= least);
  const byWord = Map.groupBy(sure, ({ part }) => part.word);
  return words.map((word, at) => {
    const doubts = byWord.get(at);
    return doubts ? changed(word, doubts) : word;
  });
}

function changed(word: Word, doubts: readonly Doubt[]): Word {
  let { text } = word;
  // From the end, so that the places of those before stay right.
  for (const { part, to } of doubts.toReversed()) {
    text = text.slice(0, part.start) + to + text.slice(part.start + part.text.length);
  }
  const isByRule = doubts.every(({ part }) => !isSyllable(part.text));
  const probability = doubts.reduce((all, doubt) => all * doubt.probability, 1);
  const change = {
    from: word.change?.from ?? word.text,
    why: isByRule ? 'spelling' : 'language',
    probability,
  } as const;
  return { ...word, text, confidence: probability, change };
}
