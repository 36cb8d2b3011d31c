import type { Word } from '@diachi/page-text';

/**
 * Share of a page's characters that are likely wrong, from 0 to 1, from the confidences of its words once they are calibrated; null without
 * words. Letters that were seen and not read, about as many as `lettersMissed`, are wrong as well.
 */
export function expectedError(words: readonly Word[], lettersMissed = 0): number | null {
  if (words.length === 0) return null;
  let wrong = lettersMissed;
  let all = lettersMissed;
  for (const { text, confidence } of words) {
    // The space after a word counts as one of its characters, as it does where errors are measured.
    all += text.length + 1;
    wrong += (1 - confidence) * wrongIn(text, confidence);
  }
  return all === 0 ? null : Math.round((wrong / all) * 10_000) / 10_000;
}

/** What was likely right and is not has one wrong character; what is surely wrong is wrong throughout. */
const wrongIn = (text: string, confidence: number): number =>
  text.length === 0 ? 0 : 1 + (1 - confidence) * (text.length - 1);
