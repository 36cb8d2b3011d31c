import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import type { ObjectStore } from '../object-store.ts';
import { download, missing, page, sha256, text, thickVolume } from './sample-objects.ts';

/** What is read, whole and in parts, and lent as a file. A part of `objectStoreContract`. */
export function givingOutContract(open: () => Promise<ObjectStore>): void {
  describe('giving out', () => {
    test('a missing key is an answer to has and a failure of everything that gives', async () => {
      const store = await open();
      await store.put('a/b', page, 'image/png');

      for (const key of ['nowhere', 'a', 'a/c', 'a/b/c']) {
        expect(await store.has(key)).toBe(false);
        await expect(store.get(key)).rejects.toMatchObject(missing);
        await expect(store.read(key)).rejects.toMatchObject(missing);
        await expect(store.read(key, { first: 0, last: 1 })).rejects.toMatchObject(missing);
        await expect(store.sizeBytes(key)).rejects.toMatchObject(missing);
        await expect(store.linkTo(key, download)).rejects.toMatchObject(missing);
        await expect(store.withFile(key, async () => 'used')).rejects.toMatchObject(missing);
      }
    });

    test('an object is read as a stream', async () => {
      const store = await open();
      const body = Buffer.alloc(1_500_000, 'ảnh trang');
      await store.put('a', body, 'image/tiff');

      expect(sha256(await buffer(await store.read('a')))).toBe(sha256(body));
    });

    test.each([
      { first: 0, last: 0, part: '0' },
      { first: 2, last: 4, part: '234' },
      { first: 9, last: 9, part: '9' },
      { first: 7, last: 99, part: '789' },
      { first: 0, last: 9, part: '0123456789' },
    ])('bytes $first to $last of ten are both included', async ({ first, last, part }) => {
      const store = await open();
      await store.put('a', text('0123456789'), 'text/plain');

      expect(String(await buffer(await store.read('a', { first, last })))).toBe(part);
    });

    test.each([
      { first: 10, last: 12 },
      { first: -1, last: 3 },
      { first: 4, last: 3 },
      { first: 0.5, last: 3 },
      { first: Number.NaN, last: 3 },
    ])('bytes $first to $last of ten are refused', async (range) => {
      const store = await open();
      await store.put('a', text('0123456789'), 'text/plain');

      await expect(store.read('a', range)).rejects.toMatchObject({ kind: 'invalid', code: 'object.bad-range' });
    });

    test('many read at once, and each gets all of it', async () => {
      const store = await open();
      const body = thickVolume(1);
      await store.put('a', body, 'application/pdf');

      const read = await Promise.all(Array.from({ length: 6 }, async () => buffer(await store.read('a'))));
      const lent = await Promise.all(
        Array.from({ length: 3 }, () => store.withFile('a', async (path) => sha256(await readFile(path)))),
      );

      expect(new Set([...read.map(sha256), ...lent])).toEqual(new Set([sha256(body)]));
    });

    test('a reader may go away before the end', async () => {
      const store = await open();
      await store.put('a', Buffer.alloc(3_000_000), 'image/tiff');

      for await (const chunk of await store.read('a')) {
        expect(chunk.length).toBeGreaterThan(0);
        break;
      }
      const unread = await store.read('a');
      unread.destroy();

      expect(await store.sizeBytes('a')).toBe(3_000_000);
    });

    test('an object is lent as a file', async () => {
      const store = await open();
      await store.put('a', page, 'image/png');

      const found = await store.withFile('a', async (path) => sha256(await readFile(path)));

      expect(found).toBe(sha256(page));
    });

    test('what goes wrong with a lent file is told as it is', async () => {
      const store = await open();
      await store.put('a', page, 'image/png');
      const fault = Object.assign(new Error('no such page'), { code: 'ENOENT', syscall: 'open' });

      await expect(store.withFile('a', async () => Promise.reject(fault))).rejects.toBe(fault);
    });
  });
}
