import { readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { ObjectStore } from '@diachi/ports';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findObjectServer } from '../../../test/servers/index.ts';
import { createMinioObjectStore } from './minio-object-store.ts';
import { setUpBuckets } from './set-up-buckets.ts';
import type { StoreOptions } from './store-options.ts';
import { breakAfter, change, lineTo } from './testing/line-between.ts';
import { servedForTests } from './testing/served-for-tests.ts';

/** Long enough for a server that answers, on a busy machine too. */
const PATIENCE_MS = 12_000;
/** For servers that are silent for good. */
const SILENCE_MS = 400;
/** For servers that answer first, and then do not. */
const SOME_SILENCE_MS = 2_000;
const away = { kind: 'unavailable', code: 'store.unavailable' };
const page = Buffer.alloc(1_000_000, 'ảnh trang');

describe.skipIf(findObjectServer() === null)('a bad line to the server', () => {
  const served = servedForTests();

  /** A library with one page in it, at the end of a line. */
  async function library({ silenceMs = PATIENCE_MS } = {}) {
    const options = { ...(await served.options()), silenceMs };
    await setUpBuckets({ ...options, silenceMs: PATIENCE_MS });
    const line = await lineTo(served.server().endpoint);
    const store = await opened({ ...options, endpoint: line.endpoint });
    const direct = await opened({ ...options, silenceMs: PATIENCE_MS });
    await direct.put('documents/one/image', page, 'image/png');
    return { line, store, direct, options };
  }

  test('a line that breaks in the middle of an object is an error, never a short object', async () => {
    const { line, store, options } = await library();
    line.troubleToClient(breakAfter(500_000));

    await expect(buffer(await store.read('documents/one/image'))).rejects.toMatchObject(away);
    await expect(store.get('documents/one/image')).rejects.toMatchObject(away);
    await expect(store.withFile('documents/one/image', async () => 'used')).rejects.toMatchObject(away);

    expect(await readdir(options.scratchFolder)).toEqual([]);
  });

  test('a listing that breaks off is a failure, never a short list', async () => {
    const { line, store, direct } = await library();
    const keys = Array.from({ length: 200 }, (_, page) => `documents/one/pages/${String(page).padStart(5, '0')}/image`);
    await Promise.all(keys.map((key) => direct.put(key, Buffer.from('x'), 'text/plain')));
    line.troubleToClient(breakAfter(20_000));

    await expect(keysOf(store.list('documents/one/pages/'))).rejects.toMatchObject(away);
  });

  test('a byte that changes on its way to the server is not kept', async () => {
    const { line, store, direct } = await library();
    line.troubleToServer(change('the hand of the clerk', 'the band of the clerk'));
    const body = Buffer.from('Written in the hand of the clerk of the district.');

    await expect(store.put('documents/one/text.json', body, 'text/plain')).rejects.toMatchObject({
      ...away,
      details: { reason: 'XAmzContentSHA256Mismatch' },
    });

    expect(await direct.has('documents/one/text.json')).toBe(false);
  });

  test('a byte that changes on its way back is told, and is not given out', async () => {
    const { line, store, direct, options } = await library();
    await direct.put('documents/one/text.json', Buffer.from('in the hand of the clerk'), 'text/plain');
    line.troubleToClient(change('the hand of', 'the band of'));
    const damaged = { kind: 'unavailable', code: 'object.damaged', details: { key: 'documents/one/text.json' } };

    await expect(store.get('documents/one/text.json')).rejects.toMatchObject(damaged);
    await expect(store.withFile('documents/one/text.json', async () => 'used')).rejects.toMatchObject(damaged);

    expect(await readdir(options.scratchFolder)).toEqual([]);
  });

  test('a line that breaks while a thick volume is sent leaves nothing of it', async () => {
    const { line, store, direct } = await library();
    line.troubleToServer(breakAfter(5_000_000));

    await expect(store.put('documents/one/pdf', inPieces(), 'application/pdf')).rejects.toMatchObject(away);

    expect(await direct.has('documents/one/pdf')).toBe(false);
  });

  test('a server that takes everything and says nothing is unavailable before long, to every question', async () => {
    const { line, store } = await library({ silenceMs: SILENCE_MS });
    line.fallSilent();
    const started = performance.now();

    const answers = await Promise.allSettled([
      store.has('a'),
      store.get('documents/one/image'),
      store.read('documents/one/image'),
      store.sizeBytes('documents/one/image'),
      store.withFile('documents/one/image', async () => 'used'),
      store.put('a', page, 'image/png'),
      store.put('b', inPieces(), 'application/pdf'),
      store.remove('documents/one/image'),
      store.linkTo('documents/one/image', download),
      keysOf(store.list('')),
    ]);

    const reasons = answers.map((answer) => answer.status === 'rejected' && answer.reason.code);
    expect(new Set(reasons)).toEqual(new Set(['store.unavailable']));
    // An upload that began is given up too, which is one more question.
    expect(performance.now() - started).toBeLessThan(PATIENCE_MS);
  });

  test('a server that stops speaking in the middle of an object is unavailable', async () => {
    const { line, store, direct } = await library({ silenceMs: SOME_SILENCE_MS });
    await direct.put('documents/one/pdf', Buffer.alloc(30_000_000), 'application/pdf');
    const body = await store.read('documents/one/pdf');
    body.once('data', () => line.fallSilent());

    await expect(buffer(body)).rejects.toMatchObject(away);
  });

  test('a reader who takes his time is not the server’s fault', async () => {
    const { store, direct } = await library({ silenceMs: SOME_SILENCE_MS });
    await direct.put('documents/one/pdf', Buffer.alloc(30_000_000), 'application/pdf');
    const body = await store.read('documents/one/pdf');

    let received = 0;
    for await (const chunk of body) {
      if (received === 0) await new Promise((resolve) => setTimeout(resolve, 2 * SOME_SILENCE_MS));
      received += chunk.length;
    }

    expect(received).toBe(30_000_000);
  });

  test('a server that is busy is asked again, and is unavailable when it stays so', async () => {
    let busy = 2;
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(`${request.method}`);
      if (busy-- > 0) response.writeHead(503).end('<Error><Code>SlowDown</Code></Error>');
      else response.writeHead(200, { 'content-length': '5' }).end('hello');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : null;
    const store = await opened({ ...(await served.options()), endpoint: `http://127.0.0.1:${port}` });

    expect(await store.get('a')).toHaveLength(5);
    busy = 100;
    await expect(store.get('a')).rejects.toMatchObject({ ...away, details: { reason: 'SlowDown' } });

    expect(asked).toHaveLength(3 + 4);
  });

  test('connections are used again, and one the server closed meanwhile is no failure', async () => {
    const { line, store } = await library();
    for (let time = 0; time < 10; time++) await store.has('documents/one/image');
    const before = line.connections();
    await Promise.all(Array.from({ length: 8 }, () => store.has('documents/one/image')));

    line.hangUp();
    const answers = await Promise.all(Array.from({ length: 8 }, () => store.has('documents/one/image')));

    expect(before).toBe(1);
    expect(answers).toEqual(Array(8).fill(true));
  });
});

const download = { fileName: 'a.pdf', contentType: 'application/pdf', isInline: false, lifeSeconds: 60 };

async function keysOf(listing: AsyncIterable<string>): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const key of listing) keys.push(key);
  return keys;
}

async function opened(options: StoreOptions): Promise<ObjectStore> {
  const store = await createMinioObjectStore(options);
  onTestFinished(() => store.close());
  return store;
}

function inPieces() {
  async function* pieces() {
    for (let piece = 0; piece < 300; piece++) yield Buffer.alloc(100_000, piece);
  }
  return Readable.from(pieces(), { objectMode: false });
}
