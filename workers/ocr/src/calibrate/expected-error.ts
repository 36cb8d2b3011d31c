import type { Word } from '@diachi/page-text';

// A wrong word has this many wrong characters; short ones cannot have more than they are long.
const WRONG_CHARACTERS = 1.5;

/** Share of a page's characters that are likely wrong, from 0 to 1, from the confidences of its words once they are calibrated; null without words. */
export function expectedError(words: readonly Word[]): number | null {
  let wrong = 0;
  let all = 0;
  for (const { text, confidence } of words) {
    // The space after a word counts as one of its characters, as it does where errors are measured.
    all += text.length + 1;
    wrong += (1 - confidence) * Math.min(WRONG_CHARACTERS, text.length);
  }
  return all === 0 ? null : Math.round((wrong / all) * 10_000) / 10_000;
}
