import { createHash } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findObjectServer } from '../../../test/servers/index.ts';
import { checksumHeader, checksumIn } from './checksum-header.ts';
import { createMinioObjectStore } from './minio-object-store.ts';
import { createS3 } from './s3.ts';
import { setUpBuckets } from './set-up-buckets.ts';
import type { StoreOptions } from './store-options.ts';
import { servedForTests } from './testing/served-for-tests.ts';

const away = { kind: 'unavailable', code: 'store.unavailable' };
const damaged = { kind: 'unavailable', code: 'object.damaged' };

describe.skipIf(findObjectServer() === null)('an S3 server', () => {
  const served = servedForTests();

  async function library(changed: Partial<StoreOptions> = {}) {
    const options = await served.options();
    await setUpBuckets(options);
    const store = await createMinioObjectStore({ ...options, ...changed });
    const s3 = createS3(options);
    onTestFinished(async () => {
      s3.close();
      await store.close();
    });
    return { store, s3, options };
  }

  test('every object carries the checksum of its content, however it was sent', async () => {
    const { store, s3, options } = await library();
    const small = Buffer.from('Lai Châu');
    const large = Buffer.alloc(20_000_000, 'Lai Châu');
    await store.put('small', small, 'text/plain');
    await store.put('large', large, 'text/plain');
    await store.put('streamed', Readable.from(inPieces(large), { objectMode: false }), 'application/pdf');

    for (const [key, body] of Object.entries({ small, large, streamed: large })) {
      const { headers } = await s3.ask({ method: 'HEAD', bucket: options.bucket, key });
      expect(checksumIn(headers), key).toBe(sha256(body));
    }
    const { headers } = await s3.ask({ method: 'HEAD', bucket: options.bucket, key: 'streamed' });
    expect(headers['content-type']).toBe('application/pdf');
  });

  test('an object whose bytes are not those that were put is told, and not given out', async () => {
    const { store, s3, options } = await library();
    const headers = checksumHeader(sha256(Buffer.from('what was put')));
    await s3.ask({ method: 'PUT', bucket: options.bucket, key: 'a', headers, body: Buffer.from('what is there') });

    await expect(store.get('a')).rejects.toMatchObject(damaged);
    await expect(store.withFile('a', async () => 'used')).rejects.toMatchObject(damaged);
    expect(await readdir(options.scratchFolder)).toEqual([]);
  });

  test('an original is measured by its own name', async () => {
    const { store, s3, options } = await library();
    const key = `originals/ab/${sha256(Buffer.from('the scan'))}`;
    const bucket = `${options.bucket}-originals`;
    await s3.ask({ method: 'PUT', bucket, key, body: Buffer.from('another scan') });

    await expect(store.get(key)).rejects.toMatchObject(damaged);
  });

  test('what is not the original it is named after is not taken in, small or large', async () => {
    const { store, options } = await library();
    const key = `originals/ab/${sha256(Buffer.from('the scan'))}`;
    const file = join(options.scratchFolder, 'scan');
    await writeFile(file, Buffer.alloc(20_000_000));

    await expect(store.put(key, Buffer.from('another scan'), 'image/png')).rejects.toMatchObject(damaged);
    await expect(store.putFile(key, file, 'image/png')).rejects.toMatchObject(damaged);

    expect(await store.has(key)).toBe(false);
    expect(await readdir(options.scratchFolder)).toEqual(['scan']);
  });

  test('an object somebody put there by other means is read without being measured', async () => {
    const { store, s3, options } = await library();
    await s3.ask({ method: 'PUT', bucket: options.bucket, key: 'a', body: Buffer.from('from elsewhere') });

    expect(String(await store.get('a'))).toBe(String(Buffer.from('from elsewhere')));
  });

  test('an upload that broke off leaves no parts on the server', async () => {
    const { store, s3, options } = await library();
    async function* breaking() {
      yield* inPieces(Buffer.alloc(20_000_000));
      throw new Error('the line broke');
    }

    await expect(store.put('a', Readable.from(breaking(), { objectMode: false }), 'text/plain')).rejects.toThrow(
      'the line broke',
    );

    const { body } = await s3.ask({ method: 'GET', bucket: options.bucket, query: 'uploads' });
    expect(body.toString()).toContain('ListMultipartUploadsResult');
    expect(body.toString()).not.toContain('<Upload>');
  });

  test('a removed original is kept as an earlier version', async () => {
    const { store, s3, options } = await library();
    await store.put('originals/aa', Buffer.from('the scan'), 'image/png');
    await store.remove('originals/aa');

    const { body } = await s3.ask({ method: 'GET', bucket: `${options.bucket}-originals`, query: 'versions' });

    expect(await store.has('originals/aa')).toBe(false);
    expect(body.toString()).toMatch(/<DeleteMarker>[\s\S]*<Version>|<Version>[\s\S]*<DeleteMarker>/);
  });

  test('buckets that are not there are a failure, never an absence', async () => {
    const options = await served.options();
    const store = await createMinioObjectStore(options);
    onTestFinished(() => store.close());

    const answers = await Promise.allSettled([
      store.has('a'),
      store.sizeBytes('a'),
      store.get('a'),
      store.remove('a'),
      store.put('a', Buffer.from('x'), 'text/plain'),
      keysOf(store.list('')),
    ]);

    for (const answer of answers) expect(answer).toMatchObject({ status: 'rejected', reason: away });
    await expect(store.get('a')).rejects.toThrow(/bucket/);
  });

  test('keys the server does not know are a failure that says what to check', async () => {
    const { options } = await library();
    const store = await createMinioObjectStore({ ...options, secretKey: 'not the secret key' });
    onTestFinished(() => store.close());

    await expect(store.has('a')).rejects.toMatchObject(away);
    await expect(store.put('a', Buffer.from('x'), 'text/plain')).rejects.toThrow(/Check the access key/);
    await expect(keysOf(store.list(''))).rejects.toMatchObject({
      details: { reason: 'SignatureDoesNotMatch' },
    });
  });

  test('what was acknowledged outlives the death of the server, and the store finds it again by itself', async () => {
    const { store } = await library();
    const server = served.server();
    await store.put('documents/one/image', Buffer.alloc(300_000, 7), 'image/png');

    await server.kill();
    await expect(store.has('documents/one/image')).rejects.toMatchObject(away);
    await server.restart();

    expect(await store.get('documents/one/image')).toHaveLength(300_000);
  });

  test('a server that hangs is unavailable, and is used again when it goes on', async () => {
    const { store } = await library({ silenceMs: 2_000 });
    const server = served.server();
    await store.put('a', Buffer.from('x'), 'text/plain');

    server.pause();
    await expect(store.has('a')).rejects.toMatchObject(away);
    server.resume();

    await expect.poll(() => store.has('a').catch(() => false)).toBe(true);
  });
});

async function keysOf(listing: AsyncIterable<string>): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const key of listing) keys.push(key);
  return keys;
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function* inPieces(body: Buffer) {
  for (let start = 0; start < body.length; start += 65_000) yield body.subarray(start, start + 65_000);
}
