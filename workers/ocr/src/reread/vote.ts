import type { Word } from '@diachi/page-text';
import { fold } from '@diachi/vietnamese';
import { oddsOf } from './how-doubtful.ts';
import { isPossible } from './is-possible.ts';
import type { Match } from './match-words.ts';

/**
 * What each thing counts that speaks for the second reading of a place, fitted on generated pages by logistic regression: what was right
 * where two readings differ.
 */
const WEIGHTS = {
  always: 0.4,
  /** By how much the engine is surer of the second reading than of the first. */
  surer: 0.65,
  /** How sure it is of the first. */
  sure: 0.1,
  /** The share of possible syllables, against that of the first. */
  possible: 2.5,
  /** The two differ by tones and marks alone. */
  marksOnly: -0.5,
  digits: -1.15,
  /** One divides what the other joins. */
  divided: -1.4,
  /** The two differ by signs of punctuation alone. */
  signsOnly: -0.55,
  /** The second has fewer of them: the dot it lacks was mostly dust. */
  signsLost: 0.9,
  foreign: 0.5,
} as const;

type Voice = keyof typeof WEIGHTS;

/** How likely it is, from 0 to 1, that the second reading is right where it differs from the first. `isForeign` in lines of another language. */
export function likelihoodOfSecond(match: Match, isForeign: boolean): number {
  const voices = Object.entries(voicesOf(match, isForeign)) as [Voice, number][];
  const score = voices.reduce((sum, [name, voice]) => sum + voice * WEIGHTS[name], 0);
  return 1 / (1 + Math.exp(-score));
}

function voicesOf({ first, again }: Match, isForeign: boolean): Readonly<Record<Voice, number>> {
  const [one, other] = [textOf(first), textOf(again)];
  const odds = [leastOdds(first), leastOdds(again)] as const;
  return {
    always: 1,
    surer: odds[1] - odds[0],
    sure: odds[0],
    possible: isForeign ? 0 : possibleShare(again) - possibleShare(first),
    marksOnly: fold(one) === fold(other) ? 1 : 0,
    digits: /\d/.test(one) || /\d/.test(other) ? 1 : 0,
    divided: first.length === again.length ? 0 : 1,
    signsOnly: lettersOf(one) === lettersOf(other) ? 1 : 0,
    signsLost: Math.sign(signCount(one) - signCount(other)),
    foreign: isForeign ? 1 : 0,
  };
}

const lettersOf = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');

/** How many signs of punctuation; what is left of a rule beside a word is none. */
const signCount = (text: string) => text.replace(/[\p{L}\p{N}\s|[\]¦]/gu, '').length;

export const textOf = (words: readonly Word[]): string => words.map(({ text }) => text).join(' ');

const leastOdds = (words: readonly Word[]) => Math.min(...words.map(({ confidence }) => oddsOf(confidence)));

const possibleShare = (words: readonly Word[]) =>
  words.filter(({ text }) => isPossible(text)).length / Math.max(1, words.length);
