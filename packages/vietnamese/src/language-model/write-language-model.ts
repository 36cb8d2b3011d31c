import { checksumOf, FILE_MARK, HEADER_BYTES } from './file-frame.ts';
import type { LanguageCounts } from './language-model.ts';

/**
 * A model as the bytes of a file, the same for the same counts: a mark, the length and the checksum of what follows; then all numbers in as
 * few bytes as they need (LEB128), pairs as steps from one follower to the next.
 */
export function writeLanguageModel(model: LanguageCounts): Uint8Array {
  const names = new TextEncoder().encode(model.words.join('\n'));
  const room = HEADER_BYTES + names.length + 40 + model.words.length * 10 + model.followers.length * 8;
  const bytes = new Uint8Array(room);
  let at = HEADER_BYTES;
  const put = (value: number) => {
    let rest = value;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes[at++] = (rest % 0x80) | 0x80;
    bytes[at++] = rest;
  };

  for (const value of [model.documents, model.wordTotal]) put(value);
  for (const share of [model.wordDiscount, model.pairDiscount]) put(Math.round(share * 1_000));
  put(model.words.length);
  put(names.length);
  bytes.set(names, at);
  at += names.length;
  for (let word = 0; word < model.words.length; word += 1) {
    put(model.wordCounts[word] as number);
    const from = model.followersFrom[word] as number;
    const end = model.followersFrom[word + 1] as number;
    put(end - from);
    for (let pair = from; pair < end; pair += 1) {
      const previous = pair === from ? 0 : (model.followers[pair - 1] as number);
      put((model.followers[pair] as number) - previous);
      put(model.pairCounts[pair] as number);
    }
  }

  const header = new DataView(bytes.buffer);
  bytes.set(FILE_MARK, 0);
  header.setUint32(8, at - HEADER_BYTES, true);
  header.setUint32(12, checksumOf(bytes.subarray(HEADER_BYTES, at)), true);
  return bytes.slice(0, at);
}
