import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createMinioObjectStore } from './minio-object-store.ts';
import { createClient } from './s3.ts';
import { setUpBuckets } from './set-up-buckets.ts';
import { parseEndpoint } from './store-options.ts';

const server = {
  endpoint: 'http://127.0.0.1:9000',
  region: 'us-east-1',
  accessKey: 'library',
  secretKey: 'a secret for one test',
  bucket: 'library',
  isPathStyle: true,
};

test.each([
  ['http://minio:9000', { isSecure: false, host: 'minio', port: 9000 }],
  ['http://files.example.org', { isSecure: false, host: 'files.example.org', port: 80 }],
  ['https://files.example.org/', { isSecure: true, host: 'files.example.org', port: 443 }],
  ['https://[::1]:9443', { isSecure: true, host: '::1', port: 9443 }],
])('%s is a server', (written, endpoint) => {
  expect(parseEndpoint('the endpoint', written)).toEqual(endpoint);
  expect(parseEndpoint('the endpoint', new URL(written))).toEqual(endpoint);
});

test.each(['', 'minio:9000', 'ftp://a', 'http://', 'https://a/s3', 'https://a?b', 'https://me:secret@a'])(
  '%j is no server, for us or for readers',
  async (endpoint) => {
    const refused = { kind: 'invalid', code: 'store.bad-settings' };
    const scratchFolder = await emptyFolder();

    await expect(createMinioObjectStore({ ...server, scratchFolder, endpoint })).rejects.toMatchObject(refused);
    await expect(createMinioObjectStore({ ...server, scratchFolder, publicEndpoint: endpoint })).rejects.toMatchObject(
      refused,
    );
    await expect(setUpBuckets({ ...server, endpoint })).rejects.toMatchObject(refused);
  },
);

test.each(['', 'ab', 'Library', 'a.b.c', '-ab', 'x'.repeat(54)])('%j cannot name a bucket', async (bucket) => {
  await expect(setUpBuckets({ ...server, bucket })).rejects.toMatchObject({ code: 'store.bad-settings' });
});

test('a bucket stands in the path, or in the name of the server', async () => {
  const options = { ...server, endpoint: 'https://files.example.org' };
  const link = async (isPathStyle: boolean) => {
    const client = createClient({ ...options, isPathStyle }, options.endpoint);
    return new URL(await client.presignedGetObject('library', 'documents/one', 60));
  };

  expect((await link(true)).origin + (await link(true)).pathname).toBe(
    'https://files.example.org/library/documents/one',
  );
  expect((await link(false)).origin + (await link(false)).pathname).toBe(
    'https://library.files.example.org/documents/one',
  );
  expect((await link(true)).searchParams.get('X-Amz-Expires')).toBe('60');
});

test('a scratch folder that cannot be made is told at opening', async () => {
  const folder = await emptyFolder();
  await writeFile(join(folder, 'file'), '');

  await expect(createMinioObjectStore({ ...server, scratchFolder: join(folder, 'file') })).rejects.toMatchObject({
    kind: 'unavailable',
    code: 'scratch.unavailable',
  });
});

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'diachi-store-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
