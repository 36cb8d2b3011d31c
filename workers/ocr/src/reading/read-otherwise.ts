import type { Engine, Word } from '@diachi/page-text';
import { calibrate } from '../calibrate/calibrate.ts';
import { expectedError } from '../calibrate/expected-error.ts';
import { orNothing } from './or-nothing.ts';

/** What one engine read of a page. */
export type Evidence = { readonly words: readonly Word[]; readonly engine: Engine | null };

/** Of a page that was read well hardly more characters are likely wrong (at most 0.03 on pages with less than 3 % wrong). */
const MOST_EXPECTED_ERROR = 0.035;
/** Another reading is taken only when it is plainly likelier. */
const PLAINLY_MORE = 1.02;

/**
 * The reading of a page that is likeliest right. Where the first is not doubtful as a whole, it is that one, and nothing else is asked; else
 * the others are made one after the other, until one is not doubtful. What counts is how many letters are likely right, less those
 * that are likely wrong: a reading that lost words does not win by being sure of the rest. `seenLetters` is how many letters should have been read at least.
 */
export async function likeliestReading<Reading>(
  first: Reading,
  others: Iterable<Promise<Reading>>,
  evidenceOf: (reading: Reading) => Evidence,
  seenLetters: number,
): Promise<Reading> {
  let best = first;
  if (!isDoubtful(evidenceOf(best), seenLetters)) return best;
  for (const reading of others) {
    const other = await orNothing(reading);
    if (other === null) continue;
    const margin = Math.abs(rightLetters(evidenceOf(best))) * (PLAINLY_MORE - 1);
    if (rightLetters(evidenceOf(other)) > rightLetters(evidenceOf(best)) + margin) best = other;
    if (!isDoubtful(evidenceOf(best), seenLetters)) break;
  }
  return best;
}

function isDoubtful(evidence: Evidence, seenLetters: number): boolean {
  const words = calibrated(evidence);
  const expected = expectedError(words);
  return expected === null || expected > MOST_EXPECTED_ERROR || rightLetters(evidence) < seenLetters;
}

/** Letters that are likely right, less those that are likely wrong. */
const rightLetters = (evidence: Evidence): number =>
  calibrated(evidence).reduce((sum, { text, confidence }) => sum + text.length * (2 * confidence - 1), 0);

/** The words with confidences that are what they say; those of an engine nobody has measured are believed. */
const calibrated = ({ words, engine }: Evidence) => (engine && calibrate(words, engine)) ?? words;
