import { createHash } from 'node:crypto';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { ObjectStore } from '../object-store.ts';

/** Troubles an adapter's test can bring about. Each one left out is a part of the suite that adapter does not pass through. */
export type ObjectStoreFaults = {
  /** A store that was opened, and cannot be reached any more. */
  readonly openAway?: () => Promise<ObjectStore>;
  /** A store with no room left, in which the object `kept` is. */
  readonly openFull?: (kept: { readonly key: string; readonly body: Uint8Array }) => Promise<ObjectStore>;
  /** An empty store that readers reach by themselves. */
  readonly openReachable?: () => Promise<ObjectStore>;
};

/** What every ObjectStore promises. Each adapter's test file calls this once, with a way to open an empty store. */
export function objectStoreContract(openEmpty: () => Promise<ObjectStore>, faults: ObjectStoreFaults = {}): void {
  const open = () => closedAfterwards(openEmpty);

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

  test('closing twice is closing', async () => {
    const store = await open();

    await store.close();
    await store.close();
  });

  test('a store that readers cannot reach gives no link', async () => {
    const store = await open();
    await store.put('a', page, 'image/png');

    expect(await store.linkTo('a', download)).toBeNull();
  });

  const { openAway, openFull, openReachable } = faults;

  if (openReachable) {
    describe('links', () => {
      test('a reader fetches an object by a link, under its Vietnamese name', async () => {
        const store = await closedAfterwards(openReachable);
        await store.put('documents/one/pdf', page, 'application/octet-stream');

        const answer = await fetch((await store.linkTo('documents/one/pdf', download)) ?? '');

        expect(answer.status).toBe(200);
        expect(Buffer.from(await answer.arrayBuffer())).toEqual(page);
        expect(answer.headers.get('content-type')).toBe('application/pdf');
        const disposition = answer.headers.get('content-disposition') ?? '';
        expect(disposition).toMatch(/^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''/);
        expect(decodeURIComponent(disposition.split("UTF-8''")[1] ?? '')).toBe(download.fileName);
      });

      test('an object is shown in the browser when it is to be, and read in parts', async () => {
        const store = await closedAfterwards(openReachable);
        await store.put('originals/aa', text('0123456789'), 'text/plain');
        const link = await store.linkTo('originals/aa', { ...download, isInline: true });

        const answer = await fetch(link ?? '', { headers: { range: 'bytes=2-4' } });

        expect(answer.status).toBe(206);
        expect(await answer.text()).toBe('234');
        expect(answer.headers.get('content-disposition')).toMatch(/^inline; /);
      });

      test.each([
        '"; filename="evil.exe',
        'one\r\nSet-Cookie: a=b',
        '../../etc/passwd',
        "L'Indochine (1*).pdf",
        '100%&a=b#c?',
      ])('the name %j cannot break out of a link', async (fileName) => {
        const store = await closedAfterwards(openReachable);
        await store.put('a', page, 'image/png');

        const answer = await fetch((await store.linkTo('a', { ...download, fileName })) ?? '');

        expect(answer.status).toBe(200);
        expect(answer.headers.get('set-cookie')).toBeNull();
        expect(answer.headers.get('content-disposition')).toMatch(
          /^attachment; filename="[^"\\/]+"; filename\*=UTF-8''[\w.%~!#$&+^`|-]+$/,
        );
      });

      test('a link opens one object, and only as it was made', async () => {
        const store = await closedAfterwards(openReachable);
        await store.put('documents/one/pdf', page, 'application/pdf');
        await store.put('documents/two/pdf', page, 'application/pdf');
        const link = (await store.linkTo('documents/one/pdf', download)) ?? '';

        const other = await fetch(link.replace('/one/', '/two/'));
        const asPage = await fetch(link.replace('application%2Fpdf', 'text%2Fhtml'));
        const removed = await fetch(link, { method: 'DELETE' });

        expect([other.status, asPage.status, removed.status]).toEqual([403, 403, 403]);
        expect(await store.has('documents/one/pdf')).toBe(true);
      });

      test('a link is not for what is not there', async () => {
        const store = await closedAfterwards(openReachable);

        await expect(store.linkTo('nowhere', download)).rejects.toMatchObject(missing);
      });
    });
  }

  if (openAway) {
    test('a store that cannot be reached is a failure, never an absence', async () => {
      const store = await closedAfterwards(openAway);
      const file = await fileHere(page);
      const away = { kind: 'unavailable', code: 'store.unavailable' };

      await expect(store.has('a')).rejects.toMatchObject(away);
      await expect(store.get('a')).rejects.toMatchObject(away);
      await expect(store.read('a')).rejects.toMatchObject(away);
      await expect(store.withFile('a', async () => 'used')).rejects.toMatchObject(away);
      await expect(store.sizeBytes('a')).rejects.toMatchObject(away);
      await expect(store.linkTo('a', download)).rejects.toMatchObject(away);
      await expect(store.remove('a')).rejects.toMatchObject(away);
      await expect(store.put('a', page, 'image/png')).rejects.toMatchObject(away);
      await expect(store.putFile('a', file, 'image/png')).rejects.toMatchObject(away);
      await expect(keysUnder(store, '')).rejects.toMatchObject(away);
      await expect(keysUnder(store, 'documents/')).rejects.toMatchObject(away);
      expect(await readFile(file)).toEqual(page);
    });
  }

  if (openFull) {
    test('a store without room says so, and loses nothing it has', async () => {
      const store = await closedAfterwards(() => openFull({ key: 'kept', body: page }));
      const full = { kind: 'unavailable', code: 'store.full' };

      await expect(store.put('a', Buffer.alloc(8_000_000), 'image/tiff')).rejects.toMatchObject(full);
      await expect(store.put('kept', Buffer.alloc(8_000_000), 'image/tiff')).rejects.toMatchObject(full);
      await expect(store.put('b', inPieces(thickVolume(1)), 'application/pdf')).rejects.toMatchObject(full);

      expect(await store.has('a')).toBe(false);
      expect(await store.has('b')).toBe(false);
      expect(await bytesOf(store, 'kept')).toEqual(page);
      expect(await keysUnder(store, '')).toEqual(['kept']);
    });
  }
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

const missing = { kind: 'missing', code: 'object.missing' };
const page = Buffer.from(Array.from({ length: 10_000 }, (_, place) => place % 256));

const download = {
  fileName: 'Địa chí Mường Tè (bản thảo).pdf',
  contentType: 'application/pdf',
  isInline: false,
  lifeSeconds: 60,
} as const;

const text = (written: string) => Buffer.from(written);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const bytesOf = async (store: ObjectStore, key: string) => Buffer.from(await store.get(key));
const getText = async (store: ObjectStore, key: string) => new TextDecoder().decode(await store.get(key));

async function keysUnder(store: ObjectStore, prefix: string): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const key of store.list(prefix)) keys.push(key);
  return keys;
}

/** More than any adapter sends or writes in one go. */
const thickVolume = (seed: number) => {
  const body = Buffer.alloc(20_000_003, `trang ${seed}, `);
  for (let place = 0; place < body.length; place += 4_096) body.writeUInt8((place >> 12) % 251, place);
  return body;
};

const inPieces = (body: Buffer) => Readable.from(piecesOf(body), { objectMode: false });

function* piecesOf(body: Buffer) {
  for (let start = 0; start < body.length; start += 65_000) yield body.subarray(start, start + 65_000);
}

async function* breakingAfter(body: Buffer) {
  yield* piecesOf(body);
  throw new Error('the line broke');
}

/** A body that breaks off after its first part. */
function breakingOff(): Readable {
  async function* parts() {
    yield page;
    throw new Error('the line broke');
  }
  return Readable.from(parts(), { objectMode: false });
}

async function closedAfterwards(open: () => Promise<ObjectStore>): Promise<ObjectStore> {
  const store = await open();
  onTestFinished(() => store.close());
  return store;
}

async function fileHere(body: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'diachi-contract-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'scan');
  await writeFile(file, body);
  return file;
}
