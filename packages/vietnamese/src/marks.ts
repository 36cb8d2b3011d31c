/** Combining marks that tell Vietnamese tones apart, with the digit they are written as (the order of the VNI keyboard). */
export const TONE_DIGITS: Readonly<Record<string, string>> = {
  '\u0301': '1', // sắc
  '\u0300': '2', // huyền
  '\u0309': '3', // hỏi
  '\u0303': '4', // ngã
  '\u0323': '5', // nặng
};

/** Combining marks that make another vowel. */
export const VOWEL_DIGITS: Readonly<Record<string, string>> = {
  '\u0302': '6', // â ê ô
  '\u031b': '7', // ơ ư
  '\u0306': '8', // ă
};
