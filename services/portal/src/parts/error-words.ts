import type { Frame } from '../frame.ts';

/** How much is likely wrong, in plain words: so many letters in a hundred. */
export function errorWords({ messages, write }: Pick<Frame, 'messages' | 'write'>, expectedError: number): string {
  const inHundred = Math.round(expectedError * 100);
  return inHundred < 1 ? messages.doubt.fewWrong : messages.doubt.wrong(write.number(inHundred));
}
