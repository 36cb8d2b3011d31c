import { expect, test } from 'vitest';
import { checksumOf } from './file-frame.ts';
import { learnLanguage } from './learn-language.ts';
import { parseLanguageModel } from './parse-language-model.ts';
import { writeLanguageModel } from './write-language-model.ts';

test('a model comes back from its file as it was', () => {
  const model = small();

  expect(parseLanguageModel(writeLanguageModel(model))).toEqual(model);
});

test('a model of nothing has a file too', () => {
  const model = learnLanguage().finish();

  expect(parseLanguageModel(writeLanguageModel(model))).toEqual(model);
});

test('equal models make equal files, whichever way their documents came', () => {
  const [one, other] = ['thư viện tỉnh', 'viện bảo tàng tỉnh, thư viện'];
  const files = [
    [one, other],
    [other, one],
  ].map((pages) => writeLanguageModel(learned(pages as string[])));

  expect(files[0]).toEqual(files[1]);
});

test('a file that is cut short, lengthened or changed anywhere is not used', () => {
  const bytes = writeLanguageModel(small());

  for (let at = 0; at < bytes.length; at += 1) {
    const changed = bytes.slice();
    changed[at] = (changed[at] as number) ^ 0x41;
    expect(() => parseLanguageModel(changed)).toThrow(damaged);
    expect(() => parseLanguageModel(bytes.slice(0, at))).toThrow(damaged);
  }
  expect(() => parseLanguageModel(Uint8Array.of(...bytes, 0))).toThrow(damaged);
});

test('a file that was made to harm, with a right checksum, is refused or makes a model of its own size', () => {
  const bytes = writeLanguageModel(small());

  for (let at = 16; at < bytes.length; at += 1) {
    for (const value of [0, 1, 0x7f, 0x80, 0xff]) {
      const forged = bytes.slice();
      forged[at] = value;
      new DataView(forged.buffer).setUint32(12, checksumOf(forged.subarray(16)), true);
      const words = wordsOrRefusal(forged);
      expect(words).toBeLessThan(bytes.length);
    }
  }
});

const damaged = expect.objectContaining({ kind: 'invalid', code: 'language-model.damaged' });

function wordsOrRefusal(bytes: Uint8Array): number {
  try {
    return parseLanguageModel(bytes).words.length;
  } catch (thrown) {
    expect(thrown).toEqual(damaged);
    return 0;
  }
}

const small = () => learned(['Ủy ban nhân dân tỉnh Lai Châu năm 1963', 'Hội đồng nhân dân tỉnh Lai Châu năm 1971']);

function learned(documents: readonly string[]) {
  const learner = learnLanguage();
  for (const page of documents) learner.addDocument([page]);
  return learner.finish();
}
