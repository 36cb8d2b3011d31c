import type { Question } from './read-question.ts';

/** What was found, by which question, and the start of a word it was found by when whole words found nothing. */
export type Asked<Found> = {
  readonly question: Question;
  readonly found: Found;
  readonly wordStart: string | null;
};

type Ways<Found> = {
  readonly read: (isTyping: boolean) => Question;
  readonly find: (question: Question) => Found;
  readonly isNothing: (found: Found) => boolean;
};

/** Asks for whole words; where that finds nothing, once more with the last word as the start of one. */
export function findByWordStart<Found>({ read, find, isNothing }: Ways<Found>): Asked<Found> {
  const question = read(false);
  const found = find(question);
  const whole = { question, found, wordStart: null };
  if (!isNothing(found)) return whole;

  const begun = read(true);
  const wordStart = begun.parsed.parts.at(-1)?.words.at(-1)?.typed;
  // A quote that was closed ends its word, and one letter is no start.
  if (!begun.isTyping || wordStart === undefined) return whole;
  const foundByStart = find(begun);
  return isNothing(foundByStart) ? whole : { question: begun, found: foundByStart, wordStart };
}
