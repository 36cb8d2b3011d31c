import type { Word } from '@diachi/page-text';
import type { Match } from './match-words.ts';
import { likelihoodOfSecond, textOf } from './vote.ts';

/** The second reading must be likelier right than wrong by so much before a word is changed. */
const LEAST_LIKELY = 0.65;
/** A word that only the second reading has, surer than this, is taken. */
const SURE_ENOUGH = 0.8;
/** Single letters are found in specks and strokes. */
const SURE_OF_A_LETTER = 0.93;

/**
 * What two readings of one place come to. `reader` is where what read again stands among the page's further engines; in a line of
 * another language words need not be possible syllables.
 */
export function weighMatch(match: Match, reader: number, isForeign = false): readonly Word[] {
  const { first, again } = match;
  if (first.length === 0) return again.filter(isCredible).map((word) => ({ ...word, ...changeTo(word, '', reader) }));
  if (again.length === 0) return first;
  const from = textOf(first);
  if (from === textOf(again)) return first.map((word, place) => surer(word, again[place]));
  const probability = likelihoodOfSecond(match, isForeign);
  if (probability < LEAST_LIKELY) return first;
  return again.map((word, place) => ({
    ...word,
    line: first[0]?.line ?? 0,
    block: first[0]?.block ?? 0,
    reader,
    change: { from: place === 0 ? from : '', why: 'reread', probability: rounded(probability) },
  }));
}

const isCredible = ({ text, confidence }: Word) => {
  const letters = text.match(/\p{L}|\p{N}/gu)?.length ?? 0;
  return letters > 0 && confidence >= (letters === 1 ? SURE_OF_A_LETTER : SURE_ENOUGH);
};

/** Two readings that agree are surer than either. */
const surer = (word: Word, again: Word | undefined): Word => ({
  ...word,
  confidence: Math.max(word.confidence, again?.confidence ?? 0),
});

const changeTo = ({ confidence }: Word, from: string, reader: number) =>
  ({ reader, change: { from, why: 'reread', probability: rounded(confidence) } }) as const;

const rounded = (share: number) => Math.round(share * 1_000) / 1_000;
