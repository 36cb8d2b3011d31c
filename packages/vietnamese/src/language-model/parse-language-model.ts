import { Failure } from '@diachi/domain';
import { checksumOf, FILE_MARK, HEADER_BYTES } from './file-frame.ts';
import { type LanguageModel, languageModelOf, MOST_WORDS } from './language-model.ts';

const MOST_PAIRS = 16_000_000;
const MOST_COUNT = 0xffff_ffff;

/** Reads what `writeLanguageModel` wrote. Anything else fails with `language-model.damaged` (invalid). */
export function parseLanguageModel(bytes: Uint8Array): LanguageModel {
  const body = openFrame(bytes);
  let at = 0;
  const take = (least: number, most: number): number => {
    let value = 0;
    for (let factor = 1; factor <= 0x80 ** 6; factor *= 0x80) {
      const byte = body[at++];
      if (byte === undefined) throw damaged('it breaks off');
      value += (byte % 0x80) * factor;
      if (byte < 0x80) {
        if (value < least || value > most) throw damaged('a number in it cannot be');
        return value;
      }
    }
    throw damaged('a number in it cannot be');
  };

  const documents = take(0, MOST_COUNT);
  const wordTotal = take(0, Number.MAX_SAFE_INTEGER);
  const wordDiscount = take(1, 999) / 1_000;
  const pairDiscount = take(1, 999) / 1_000;
  const wordCount = take(0, MOST_WORDS);
  const nameBytes = take(0, body.length - at);
  const words = wordsOf(body.subarray(at, at + nameBytes), wordCount);
  at += nameBytes;

  const wordCounts = new Uint32Array(wordCount);
  const followersFrom = new Uint32Array(wordCount + 1);
  const followers: number[] = [];
  const pairCounts: number[] = [];
  let counted = 0;
  for (let word = 0; word < wordCount; word += 1) {
    const count = take(1, Math.min(MOST_COUNT, wordTotal - counted));
    counted += count;
    wordCounts[word] = count;
    const pairs = take(0, Math.min(wordCount, MOST_PAIRS - followers.length));
    let follower = 0;
    let paired = 0;
    for (let pair = 0; pair < pairs; pair += 1) {
      follower += take(pair === 0 ? 0 : 1, wordCount - 1 - follower);
      const times = take(1, count - paired);
      paired += times;
      followers.push(follower);
      pairCounts.push(times);
    }
    followersFrom[word + 1] = followers.length;
  }
  if (at !== body.length) throw damaged('there is more in it than it tells');
  return languageModelOf({
    documents,
    wordTotal,
    words,
    wordCounts,
    followersFrom,
    followers: Uint16Array.from(followers),
    pairCounts: Uint32Array.from(pairCounts),
    wordDiscount,
    pairDiscount,
  });
}

function openFrame(bytes: Uint8Array): Uint8Array {
  if (bytes.length < HEADER_BYTES || FILE_MARK.some((byte, at) => bytes[at] !== byte)) {
    throw damaged('it is no language model of this version');
  }
  const header = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  const body = bytes.subarray(HEADER_BYTES);
  if (header.getUint32(8, true) !== body.length) throw damaged('it breaks off');
  if (header.getUint32(12, true) !== checksumOf(body)) throw damaged('its checksum is wrong');
  return body;
}

function wordsOf(names: Uint8Array, count: number): readonly string[] {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(names);
  } catch (cause) {
    throw damaged('its words cannot be read', cause);
  }
  const words = text === '' ? [] : text.split('\n');
  const isRising = words.every((word, at) => word !== '' && (at === 0 || (words[at - 1] as string) < word));
  if (words.length !== count || !isRising)
    throw damaged('its words are not as many, or not in the order, they should be');
  return words;
}

const damaged = (what: string, cause?: unknown): Failure =>
  new Failure(
    'invalid',
    'language-model.damaged',
    `The file of what was learned of the library's language cannot be used: ${what}. Learn it anew with the command diachi learn.`,
    { cause, details: { what } },
  );
