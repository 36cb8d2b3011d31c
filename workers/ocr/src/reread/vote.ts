import { fold } from '@diachi/vietnamese';
import type { ReadWord } from '../ocr-engine.ts';
import { oddsOf } from './how-doubtful.ts';
import { isPossible } from './is-possible.ts';
import type { Match } from './match-words.ts';

/** What speaks for the second reading of a place against the first: one number for each name, in this order. */
export const VOICES = [
  'always',
  'surer',
  'unsure',
  'possible',
  'marksOnly',
  'digits',
  'divided',
  'signsOnly',
  'signsLost',
] as const;

/** Fitted on generated pages: what was right where two readings of one place differ. */
const WEIGHTS: readonly number[] = [0.4, 0.65, 0.1, 2.5, -0.5, -1.15, -1.4, -0.55, 0.9];

/** How likely it is, from 0 to 1, that the second reading is right where it differs from the first. */
export function likelihoodOfSecond(match: Match): number {
  const score = voicesOf(match).reduce((sum, voice, place) => sum + voice * (WEIGHTS[place] ?? 0), 0);
  return 1 / (1 + Math.exp(-score));
}

/** See `VOICES`. */
export function voicesOf({ first, again }: Match): readonly number[] {
  const [one, other] = [textOf(first), textOf(again)];
  const odds = [leastOdds(first), leastOdds(again)] as const;
  return [
    1,
    odds[1] - odds[0],
    odds[0],
    possibleShare(again) - possibleShare(first),
    fold(one) === fold(other) ? 1 : 0,
    /\d/.test(one) || /\d/.test(other) ? 1 : 0,
    first.length === again.length ? 0 : 1,
    lettersOf(one) === lettersOf(other) ? 1 : 0,
    Math.sign(signCount(one) - signCount(other)),
  ];
}

const lettersOf = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');

/** How many signs of punctuation; what is left of a rule beside a word is none. */
const signCount = (text: string) => text.replace(/[\p{L}\p{N}\s|[\]¦]/gu, '').length;

export const textOf = (words: readonly ReadWord[]): string => words.map(({ text }) => text).join(' ');

const leastOdds = (words: readonly ReadWord[]) => Math.min(...words.map(({ confidence }) => oddsOf(confidence)));

const possibleShare = (words: readonly ReadWord[]) =>
  words.filter(({ text }) => isPossible(text)).length / Math.max(1, words.length);
