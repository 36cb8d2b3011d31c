import { access, readFile, rm } from 'node:fs/promises';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import type { ObjectStore } from '../object-store.ts';
import {
  breakingAfter,
  breakingOff,
  bytesOf,
  fileHere,
  getText,
  inPieces,
  keysUnder,
  page,
  sha256,
  text,
  thickVolume,
} from './sample-objects.ts';

/** What is put in, and what becomes of it when that breaks off. A part of `objectStoreContract`. */
export function takingInContract(open: () => Promise<ObjectStore>): void {
  describe('taking in', () => {
    test('what was put is there, to the byte', async () => {
      const store = await open();

      await store.put('documents/one/image', page, 'image/png');

      expect(await bytesOf(store, 'documents/one/image')).toEqual(page);
      expect(await store.has('documents/one/image')).toBe(true);
      expect(await store.sizeBytes('documents/one/image')).toBe(page.length);
    });

    test('putting again replaces what was there, with something shorter too', async () => {
      const store = await open();
      await store.put('a', page, 'image/png');

      await store.put('a', text('short'), 'text/plain');

      expect(String(await getText(store, 'a'))).toBe('short');
    });

    test('an empty object is an object', async () => {
      const store = await open();

      await store.put('empty', new Uint8Array(), 'text/plain');

      expect(await store.has('empty')).toBe(true);
      expect(await store.sizeBytes('empty')).toBe(0);
      expect(await buffer(await store.read('empty'))).toHaveLength(0);
    });

    test('a part of a larger buffer is put, and not the buffer around it', async () => {
      const store = await open();

      await store.put('a', text('before-inside-after').subarray(7, 13), 'text/plain');

      expect(await getText(store, 'a')).toBe('inside');
    });

    test('a stream is put whole, however it is cut in pieces', async () => {
      const store = await open();
      const body = Buffer.from(Array.from({ length: 3_000_000 }, (_, place) => (place * 7919) % 251));
      const pieces = [body.subarray(0, 1), body.subarray(1, 1_000_000), body.subarray(1_000_000, 1_000_003)];

      await store.put('a', Readable.from([...pieces, body.subarray(1_000_003)], { objectMode: false }), 'image/tiff');

      expect(sha256(await store.get('a'))).toBe(sha256(body));
    });

    test('a thick volume is put whole, from a stream and from memory', async () => {
      const store = await open();
      const body = thickVolume(1);

      await store.put('documents/one/pdf', inPieces(body), 'application/pdf');
      await store.put('documents/two/pdf', body, 'application/pdf');

      expect(await store.sizeBytes('documents/one/pdf')).toBe(body.length);
      expect(sha256(await store.get('documents/one/pdf'))).toBe(sha256(body));
      expect(sha256(await store.get('documents/two/pdf'))).toBe(sha256(body));
      expect(await keysUnder(store, '')).toEqual(['documents/one/pdf', 'documents/two/pdf']);
    });

    test('a thick volume is moved in from a file', async () => {
      const store = await open();
      const body = thickVolume(1);
      const key = `originals/aa/${sha256(body)}`;

      await store.putFile(key, await fileHere(body), 'application/pdf');

      expect(await store.withFile(key, async (path) => sha256(await readFile(path)))).toBe(sha256(body));
    });

    test('of several thick volumes put at once under one key, one is there, whole', async () => {
      const store = await open();
      const bodies = [thickVolume(1), thickVolume(2), thickVolume(3)];

      await Promise.all(bodies.map((body) => store.put('documents/one/pdf', inPieces(body), 'application/pdf')));

      expect(bodies.map(sha256)).toContain(sha256(await store.get('documents/one/pdf')));
    });

    test('when a thick volume breaks off nothing of it stays, and its own fault is told', async () => {
      const store = await open();
      await store.put('b', text('before'), 'text/plain');
      const broken = () => Readable.from(breakingAfter(thickVolume(1)), { objectMode: false });

      await expect(store.put('a', broken(), 'application/pdf')).rejects.toThrow('the line broke');
      await expect(store.put('b', broken(), 'application/pdf')).rejects.toThrow('the line broke');

      expect(await store.has('a')).toBe(false);
      expect(await getText(store, 'b')).toBe('before');
      expect(await keysUnder(store, '')).toEqual(['b']);
    });

    test('an object appears when it is whole, and not before', async () => {
      const store = await open();
      const body = new PassThrough();
      const putting = store.put('documents/one/pdf', body, 'application/pdf');

      body.write(page);
      const during = await store.has('documents/one/pdf');
      const listedDuring = await keysUnder(store, '');
      body.end(page);
      await putting;

      expect(during).toBe(false);
      expect(listedDuring).toEqual([]);
      expect(await store.sizeBytes('documents/one/pdf')).toBe(2 * page.length);
    });

    test('when the body breaks off nothing of it stays, and its own fault is told', async () => {
      const store = await open();
      await store.put('b', text('before'), 'text/plain');

      await expect(store.put('a', breakingOff(), 'image/png')).rejects.toThrow('the line broke');
      await expect(store.put('b', breakingOff(), 'image/png')).rejects.toThrow('the line broke');

      expect(await store.has('a')).toBe(false);
      expect(await getText(store, 'b')).toBe('before');
      expect(await keysUnder(store, '')).toEqual(['b']);
    });

    test('a body whose sender went away without a word is not taken for a whole one', async () => {
      const store = await open();
      const body = new PassThrough();
      const putting = store.put('a', body, 'image/png');

      body.write(page);
      body.destroy();

      await expect(putting).rejects.toThrow();
      expect(await store.has('a')).toBe(false);
    });

    test('a body that is broken from the beginning is told, and ends nothing but its own put', async () => {
      const store = await open();
      const broken = new PassThrough();
      const brokenBefore = new PassThrough();
      brokenBefore.on('error', () => {});
      brokenBefore.destroy(new Error('the line broke'));

      const putting = store.put('a', broken, 'image/png');
      broken.destroy(new Error('the line broke'));

      await expect(putting).rejects.toThrow('the line broke');
      await expect(store.put('b', brokenBefore, 'image/png')).rejects.toThrow('the line broke');
      expect(await keysUnder(store, '')).toEqual([]);
    });

    test('of several put at once under one key, one is there, whole', async () => {
      const store = await open();
      const bodies = Array.from({ length: 8 }, (_, number) => Buffer.alloc(200_000, number));

      await Promise.all(bodies.map((body) => store.put('pages/00000/image', body, 'image/png')));

      const found = sha256(await store.get('pages/00000/image'));
      expect(bodies.map(sha256)).toContain(found);
    });

    test('many put at once under different keys are all there', async () => {
      const store = await open();
      const all = Array.from({ length: 40 }, (_, number) => `documents/one/pages/${1000 + number}/image`);

      await Promise.all(all.map((key) => store.put(key, text(key), 'text/plain')));

      expect(await keysUnder(store, '')).toEqual(all);
      expect(await getText(store, all[17] ?? '')).toBe(all[17]);
    });

    test('a file is moved in, and belongs to the store afterwards', async () => {
      const store = await open();
      const file = await fileHere(page);
      await store.put('originals/aa', text('before'), 'text/plain');

      await store.putFile('originals/aa', file, 'image/png');

      expect(await bytesOf(store, 'originals/aa')).toEqual(page);
      await expect(access(file)).rejects.toMatchObject({ code: 'ENOENT' });
    });

    test('a file that is not there cannot be moved in, and nothing is replaced by it', async () => {
      const store = await open();
      await store.put('originals/aa', page, 'image/png');
      const file = await fileHere(page);
      await rm(file);

      await expect(store.putFile('originals/aa', file, 'image/png')).rejects.toMatchObject({
        kind: 'missing',
        code: 'file.missing',
      });

      expect(await bytesOf(store, 'originals/aa')).toEqual(page);
    });
  });
}
