// Other signs stay in their words: a § or a ‡ between letters is what text in a wrong encoding looks like.
const betweenWords = /[\s\u00a0\-‐–—/.,;:!?()[\]"“”‘’'*…]+/u;

/** The words of a text that have letters and no digits, in NFC. */
export const wordsWithLetters = (text: string): readonly string[] =>
  text
    .normalize('NFC')
    .split(betweenWords)
    .map((word) => word.replace(/^«|»$/g, ''))
    .filter((word) => /\p{L}/u.test(word) && !/\p{N}/u.test(word));
