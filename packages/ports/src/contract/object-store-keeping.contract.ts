import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { ObjectStore } from '../object-store.ts';
import { download, fileHere, keysUnder, page, text } from './sample-objects.ts';

/** What is removed and what is listed, under which keys. A part of `objectStoreContract`. */
export function keepingContract(open: () => Promise<ObjectStore>): void {
  describe('removing', () => {
    test('what was removed is not there, and removing it again is done already', async () => {
      const store = await open();
      await store.put('documents/one/scan', page, 'image/png');
      await store.put('documents/one/image', page, 'image/png');

      await store.remove('documents/one/scan');
      await store.remove('documents/one/scan');
      await store.remove('documents/nobody/scan');

      expect(await keysUnder(store, '')).toEqual(['documents/one/image']);
    });

    test('removing does not touch what lies under a longer key', async () => {
      const store = await open();
      await store.put('documents/one/image', page, 'image/png');

      await store.remove('documents/one');
      await store.remove('documents');

      expect(await store.has('documents/one/image')).toBe(true);
    });

    test('a key can be used again after its object was removed, and at the same moment', async () => {
      const store = await open();

      for (let round = 0; round < 20; round++) {
        await store.put('documents/one/scan', page, 'image/png');
        await Promise.all([
          store.remove('documents/one/scan'),
          store.put('documents/one/image', page, 'image/png'),
          store.remove('documents/one/text'),
        ]);
        await store.remove('documents/one/image');
      }
      await store.put('documents/one/scan', page, 'image/png');

      expect(await keysUnder(store, '')).toEqual(['documents/one/scan']);
    });
  });

  describe('listing', () => {
    test('keys come in their own order, not in the order of folders', async () => {
      const store = await open();
      const ordered = ['a-b', 'a.json', 'a/00002', 'a/00010', 'a/b/c', 'a0', 'b'];
      for (const key of ordered.toReversed()) await store.put(key, text(key), 'text/plain');

      expect(await keysUnder(store, '')).toEqual(ordered);
    });

    test('a prefix is a beginning, whether or not it ends a part', async () => {
      const store = await open();
      for (const key of ['documents/ab/x', 'documents/abc/x', 'documents/b', 'originals/ab']) {
        await store.put(key, text(key), 'text/plain');
      }

      expect(await keysUnder(store, 'documents/ab')).toEqual(['documents/ab/x', 'documents/abc/x']);
      expect(await keysUnder(store, 'documents/ab/')).toEqual(['documents/ab/x']);
      expect(await keysUnder(store, 'documents/ab/x')).toEqual(['documents/ab/x']);
      expect(await keysUnder(store, 'documents/ab/x/')).toEqual([]);
      expect(await keysUnder(store, 'nowhere/')).toEqual([]);
    });

    test('only what comes after a key is listed, whether or not that is there', async () => {
      const store = await open();
      const ordered = ['a-b', 'a.json', 'a/00002', 'a/00010', 'a/b/c', 'a0', 'originals/aa', 'originals/bb', 'z'];
      for (const key of ordered) await store.put(key, text(key), 'text/plain');

      for (const [place, key] of ordered.entries()) {
        expect(await keysUnder(store, '', key)).toEqual(ordered.slice(place + 1));
      }
      expect(await keysUnder(store, '', 'a/00002x')).toEqual(ordered.slice(3));
      expect(await keysUnder(store, '', 'a')).toEqual(ordered);
      expect(await keysUnder(store, '', 'originals/ab')).toEqual(ordered.slice(7));
      expect(await keysUnder(store, 'a/', 'a/00002')).toEqual(['a/00010', 'a/b/c']);
      expect(await keysUnder(store, 'a/', 'a-b')).toEqual(ordered.slice(2, 5));
      expect(await keysUnder(store, 'a/', 'b')).toEqual([]);
      await expect(keysUnder(store, '', '../a')).rejects.toMatchObject({ kind: 'invalid', code: 'object.bad-key' });
    });

    test('a key that reads like a number is listed as it was put', async () => {
      const store = await open();
      const keys = ['007', '0x1f', '1.50', '12345678901234567890', '1e5', 'null', 'true'];
      for (const key of keys) await store.put(key, text(key), 'text/plain');

      expect(await keysUnder(store, '')).toEqual(keys);
    });

    test('originals stand where their keys stand among the others', async () => {
      const store = await open();
      const ordered = ['a', 'originals-of-maps', 'originals.json', 'originals/aa', 'originals/zz', 'originals0', 'z'];
      for (const key of ordered.toReversed()) await store.put(key, text(key), 'text/plain');

      expect(await keysUnder(store, '')).toEqual(ordered);
      expect(await keysUnder(store, 'orig')).toEqual(ordered.slice(1, -1));
      expect(await keysUnder(store, 'originals/')).toEqual(['originals/aa', 'originals/zz']);
    });

    test('more keys than one answer holds are all listed, once', async () => {
      const store = await open();
      const keys = Array.from({ length: 1_100 }, (_, page) => `pages/${String(page).padStart(5, '0')}`);
      for (let first = 0; first < keys.length; first += 50) {
        await Promise.all(keys.slice(first, first + 50).map((key) => store.put(key, text('x'), 'text/plain')));
      }

      expect(await keysUnder(store, 'pages/')).toEqual(keys);
      expect(await keysUnder(store, 'pages/', keys[49])).toEqual(keys.slice(50));
    });
  });

  test.each(badKeys)('the key %j is refused by every method', async (key) => {
    const store = await open();
    const file = await fileHere(page);
    const refused = { kind: 'invalid', code: 'object.bad-key' };

    await expect(store.put(key, page, 'image/png')).rejects.toMatchObject(refused);
    await expect(store.putFile(key, file, 'image/png')).rejects.toMatchObject(refused);
    await expect(store.get(key)).rejects.toMatchObject(refused);
    await expect(store.read(key)).rejects.toMatchObject(refused);
    await expect(store.withFile(key, async () => 'used')).rejects.toMatchObject(refused);
    await expect(store.has(key)).rejects.toMatchObject(refused);
    await expect(store.sizeBytes(key)).rejects.toMatchObject(refused);
    await expect(store.linkTo(key, download)).rejects.toMatchObject(refused);
    await expect(store.remove(key)).rejects.toMatchObject(refused);
    expect(await readFile(file)).toEqual(page);
  });

  test.each(['../', '/', 'a//', 'a/../', 'a\0', 'A'])('the prefix %j is refused', async (prefix) => {
    const store = await open();

    await expect(keysUnder(store, prefix)).rejects.toMatchObject({ kind: 'invalid', code: 'object.bad-key' });
  });
}

const badKeys = [
  '',
  '/',
  '/etc/passwd',
  'a/',
  'a//b',
  '.',
  '..',
  '../a',
  'a/../b',
  'a/./b',
  '.hidden',
  'a/.hidden',
  'a.',
  'a\\b',
  'a b',
  'a\0b',
  'a\nb',
  'A',
  'c:a',
  'ảnh',
  'x'.repeat(200),
  'x/'.repeat(2_000),
];
