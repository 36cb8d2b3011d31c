import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ObjectStore } from '@diachi/ports';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { freePort, type ObjectServer, startObjectServer } from '../../../../test/servers/index.ts';
import { createMinioObjectStore } from '../minio-object-store.ts';
import { createClient } from '../s3.ts';
import { setUpBuckets } from '../set-up-buckets.ts';
import type { StoreOptions } from '../store-options.ts';

/** One real server for a file of tests, and as many libraries in it as there are tests. */
export function servedForTests() {
  let server: ObjectServer | null = null;
  let libraries = 0;
  beforeAll(async () => {
    server = await startObjectServer();
  });
  afterAll(() => server?.stop());
  const running = () => {
    if (server) return server;
    throw new Error('The server is started before the first test.');
  };

  /** How to reach a library of one's own, whose buckets are not made yet. */
  const options = async (): Promise<StoreOptions> => {
    const { endpoint, region, accessKey, secretKey } = running();
    libraries += 1;
    const bucket = `library-${libraries}`;
    return { endpoint, region, accessKey, secretKey, bucket, isPathStyle: true, scratchFolder: await scratchFolder() };
  };

  const emptyStore = async (changed: Partial<StoreOptions> = {}): Promise<ObjectStore> => {
    const wanted = await options();
    await setUpBuckets(wanted);
    return createMinioObjectStore({ ...wanted, ...changed });
  };

  return {
    server: running,
    options,
    emptyStore,
    /** An address at which nobody answers. */
    closedEndpoint: async () => `http://127.0.0.1:${await freePort()}`,
    async fullStore(kept: { readonly key: string; readonly body: Uint8Array }) {
      const wanted = await options();
      await setUpBuckets(wanted);
      const store = await createMinioObjectStore(wanted);
      await store.put(kept.key, kept.body, 'image/png');
      await limitRoom(running(), wanted);
      return store;
    },
  };
}

const ROOM_BYTES = 1_000_000;

async function limitRoom(server: ObjectServer, options: StoreOptions): Promise<void> {
  if (server.kind === 'minio') {
    const client = createClient(options, options.endpoint);
    await client.makeRequestAsync(
      {
        method: 'PUT',
        bucketName: 'minio',
        objectName: 'admin/v3/set-bucket-quota',
        query: `bucket=${options.bucket}`,
      },
      JSON.stringify({ quota: ROOM_BYTES, size: ROOM_BYTES, quotatype: 'hard' }),
    );
    return;
  }
  const administer = (...words: readonly string[]) =>
    promisify(execFile)('radosgw-admin', ['-c', join(server.folder, 'ceph.conf'), ...words]);
  const which = ['--uid=library', '--quota-scope=bucket', `--bucket=${options.bucket}`];
  await administer('quota', 'set', ...which, `--max-size=${ROOM_BYTES}`);
  await administer('quota', 'enable', ...which);
}

async function scratchFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'diachi-store-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
