import { TONE_DIGITS, VOWEL_DIGITS } from './marks.ts';

const vowels = new Set('aeiouy');

/**
 * A key, in ASCII, that two words share exactly when they are the same word: `hòa` and `hoà` are `hoa2`, `địa` is `d9ia5`.
 * Tones, vowel marks and đ matter; capitals, NFC or NFD and the place of the tone mark do not.
 */
export function toneExact(word: string): string {
  const letters = word.normalize('NFC').toLowerCase().normalize('NFD');
  if (/^[a-z]*$/.test(letters)) return letters;
  // A digit on the page must not be taken for a mark, unless there is nothing it could belong to.
  if (/^\d+$/.test(letters)) return letters;

  let key = '';
  let tone = '';
  for (const letter of letters) {
    const toneDigit = TONE_DIGITS[letter];
    if (toneDigit && vowels.has(lastLetter(key))) {
      tone += toneDigit;
      continue;
    }
    const isMark = letter in VOWEL_DIGITS || toneDigit !== undefined;
    if (!isMark && !vowels.has(letter)) {
      // The tone belongs to the vowels together, wherever among them it is printed.
      key += tone;
      tone = '';
    }
    key += writeLetter(letter);
  }
  return key + tone;
}

function writeLetter(letter: string): string {
  if (letter === 'đ' || letter === 'ð') return 'd9';
  const mark = VOWEL_DIGITS[letter] ?? TONE_DIGITS[letter];
  if (mark) return mark;
  if (letter >= 'a' && letter <= 'z') return letter;
  if (letter >= '0' && letter <= '9') return `0${letter}`;
  if (isIgnorable(letter)) return '';
  return `0u${letter.codePointAt(0)?.toString(16)}0`;
}

const lastLetter = (key: string): string => /[a-z](?=\d*$)/.exec(key)?.[0] ?? '';

// Soft hyphens, zero-width characters and apostrophes inside a word are no letters of it.
const isIgnorable = (letter: string) => /[\p{Cf}'’ʼ]/u.test(letter);
