import { LETTER_PARTS, type LetterParts } from './letter-code.ts';

/** In what a letter was misread. */
export const CONFUSION_KINDS = [
  /** ấ read as ẩ. */
  'tone-changed',
  'tone-lost',
  'tone-gained',
  /** ư read as u, đ as d, â as ă. */
  'mark',
  /** ơ read as ó. */
  'mark-and-tone',
  'other-vowel',
  'other-consonant',
  /** A vowel as a consonant, a letter as a digit or a sign, or the other way round. */
  'other-sort',
  'lost',
  'gained',
] as const;

export type ConfusionKind = (typeof CONFUSION_KINDS)[number];

/** The kind of reading one letter for another, by their codes. */
export function confusionKind(truth: number, read: number): ConfusionKind {
  const [one, other] = [LETTER_PARTS[truth] as LetterParts, LETTER_PARTS[read] as LetterParts];
  if (one.toneless === other.toneless) {
    if (one.tone === '') return 'tone-gained';
    return other.tone === '' ? 'tone-lost' : 'tone-changed';
  }
  if (one.base === other.base) return one.tone === other.tone ? 'mark' : 'mark-and-tone';
  if (one.isVowel && other.isVowel) return 'other-vowel';
  const isConsonant = ({ base, isVowel }: LetterParts) => !isVowel && /^[a-z]$/.test(base);
  return isConsonant(one) && isConsonant(other) ? 'other-consonant' : 'other-sort';
}
