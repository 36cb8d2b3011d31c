import { fold } from '../fold.ts';
import { TONE_DIGITS, VOWEL_DIGITS } from '../marks.ts';

const TONES = ['', ...Object.keys(TONE_DIGITS)];
const VOWELS = [...'aăâeêioôơuưy'];
const CONSONANTS = [...'bcdđfghjklmnpqrstvwxz'];
const SIGNS = [..."0123456789'’`.|!$¡ǀ"];

/** Every letter that print and its readings are told apart by, in small letters; 0 stands for anything else. */
export const LETTERS: readonly string[] = [
  '\0',
  ...VOWELS.flatMap((vowel) => TONES.map((tone) => (vowel + tone).normalize('NFC'))),
  ...CONSONANTS,
  ...SIGNS,
];

const codes = new Map(LETTERS.map((letter, code) => [letter, code]));

/** A word in numbers of its letters. Capitals are as small letters, NFD as NFC. */
export function letterCodes(word: string): Uint8Array {
  return Uint8Array.from([...word.normalize('NFC').toLowerCase()], (letter) => codes.get(letter) ?? 0);
}

/** What a letter is made of. */
export type LetterParts = {
  /** a–z; a sign is its own base. */
  readonly base: string;
  /** With its vowel mark or bar, without its tone. */
  readonly toneless: string;
  readonly tone: string;
  readonly isVowel: boolean;
};

export const LETTER_PARTS: readonly LetterParts[] = LETTERS.map((letter) => {
  const [first = '', ...marks] = letter.normalize('NFD');
  const toneless = (first + marks.filter((mark) => mark in VOWEL_DIGITS).join('')).normalize('NFC');
  return {
    base: fold(letter),
    toneless,
    tone: marks.find((mark) => mark in TONE_DIGITS) ?? '',
    isVowel: VOWELS.includes(toneless),
  };
});
