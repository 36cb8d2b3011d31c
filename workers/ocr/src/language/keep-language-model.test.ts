import { createHash } from 'node:crypto';
import { Failure, keys, parseChecksum } from '@diachi/domain';
import { learnLanguage, wordCount, writeLanguageModel } from '@diachi/vietnamese';
import { expect, test, vi } from 'vitest';
import { keepLanguageModel } from './keep-language-model.ts';

test('a library that has learned nothing has no model, and is not asked for every page', async () => {
  const { current, get } = library();

  expect(await current()).toBeNull();
  expect(await current()).toBeNull();

  expect(get).toHaveBeenCalledTimes(1);
});

test('the model is read once, and a newer one is found some minutes later', async () => {
  const { current, get, put, passes } = library();
  put(modelOf('thư viện'));

  expect(wordCount(await current(), 'viện')).toBe(2);
  passes(60_000);
  put(modelOf('thư viện thư viện'));
  expect(wordCount(await current(), 'viện')).toBe(2);
  passes(300_000);
  expect(wordCount(await current(), 'viện')).toBe(4);
  passes(300_000);
  const asked = get.mock.calls.length;
  expect(wordCount(await current(), 'viện')).toBe(4);

  expect(get).toHaveBeenCalledTimes(asked + 1);
});

test('many who ask at once wait for one reading', async () => {
  const { current, get, put } = library();
  put(modelOf('thư viện'));

  const models = await Promise.all([current(), current(), current()]);

  expect(new Set(models).size).toBe(1);
  expect(get).toHaveBeenCalledTimes(2);
});

test('a damaged model is told once, and pages are read without it until there is another', async () => {
  const { current, put, passes, onDamaged } = library();
  put(modelOf('thư viện').subarray(0, 30));

  expect(await current()).toBeNull();
  passes(300_000);
  expect(await current()).toBeNull();
  expect(onDamaged).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 'language-model.damaged' }));

  put(modelOf('thư viện'));
  passes(300_000);
  expect(wordCount(await current(), 'viện')).toBe(2);
});

test('a note of the model that is damaged is told, and one whose model is gone is none', async () => {
  const { current, objects, put, passes, onDamaged } = library();
  objects.set(keys.learned(), Buffer.from('{'));
  expect(await current()).toBeNull();
  expect(onDamaged).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 'learned.broken' }));

  objects.delete(keys.languageModel(put(modelOf('thư viện'))));
  passes(300_000);
  expect(await current()).toBeNull();
  expect(onDamaged).toHaveBeenCalledTimes(1);
});

test('a store that is away before anything was read is waited for', async () => {
  const { current, get, put } = library();
  put(modelOf('thư viện'));
  get.mockRejectedValueOnce(away());

  await expect(current()).rejects.toMatchObject({ code: 'store.unavailable' });
  expect(wordCount(await current(), 'viện')).toBe(2);
});

test('while the store is away what was known stays, and it is asked again for the next page', async () => {
  const { current, get, put, passes } = library();
  put(modelOf('thư viện'));
  await current();
  put(modelOf('thư viện thư viện'));
  passes(300_000);
  get.mockRejectedValueOnce(away());

  expect(wordCount(await current(), 'viện')).toBe(2);
  expect(wordCount(await current(), 'viện')).toBe(4);
});

test('a library that had learned nothing when its store went away has still learned nothing', async () => {
  const { current, get, passes } = library();
  await current();
  passes(300_000);
  get.mockRejectedValueOnce(away());

  expect(await current()).toBeNull();
});

const away = () => new Failure('unavailable', 'store.unavailable', 'Away.');

function modelOf(text: string): Uint8Array {
  const learner = learnLanguage();
  for (const page of [text, text]) learner.addDocument([page]);
  return writeLanguageModel(learner.finish());
}

/** The objects of a library that learns, and a clock that stands still. */
function library() {
  const objects = new Map<string, Uint8Array>();
  let now = 0;
  const get = vi.fn(async (key: string) => {
    const bytes = objects.get(key);
    if (bytes) return bytes;
    throw new Failure('missing', 'object.missing', 'Nothing there.');
  });
  const onDamaged = vi.fn();
  const put = (bytes: Uint8Array) => {
    const checksum = parseChecksum(createHash('sha256').update(bytes).digest('hex'));
    const told = { version: 1, learnedAt: '', documents: 2, pages: 2, trusted: { pages: 2, withdrawn: 0 } };
    objects.set(keys.languageModel(checksum), bytes);
    objects.set(keys.learned(), Buffer.from(JSON.stringify({ ...told, checksum, sizeBytes: bytes.length })));
    return checksum;
  };
  const current = keepLanguageModel({ store: { get }, nowMs: () => now, onDamaged });
  return {
    objects,
    get,
    onDamaged,
    put,
    current,
    passes: (ms: number) => {
      now += ms;
    },
  };
}
