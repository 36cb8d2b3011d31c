import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { keys, parseChecksum } from '@diachi/domain';
import { createMinioObjectStore, setUpBuckets } from '@diachi/store-minio';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { findObjectServer, type ObjectServer, startObjectServer } from '../../servers/index.ts';

const run = promisify(execFile);
const script = join(import.meta.dirname, '../../../infra/store/make-user.sh');
const policy = join(import.meta.dirname, '../../../infra/store/policy.json');

const isHere = findObjectServer() === 'minio' && (await hasMc());

describe.skipIf(!isHere)('infra/store/make-user.sh, run against a real MinIO', () => {
  const user = { s3_access_key: 'diachi', s3_secret_key: 'only-for-this-test-of-rights' };
  let folder: string;
  let server: ObjectServer;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'diachi-store-user-'));
    server = await startObjectServer('minio');
    const admin = { s3_admin_access_key: server.accessKey, s3_admin_secret_key: server.secretKey };
    for (const [name, key] of Object.entries({ ...user, ...admin })) await writeFile(join(folder, name), key);
    for (const bucket of ['diachi', 'another']) {
      await setUpBuckets({ ...addressOf(), accessKey: server.accessKey, secretKey: server.secretKey, bucket });
    }
    const env = {
      ...process.env,
      S3_ENDPOINT: server.endpoint,
      SECRETS_FOLDER: folder,
      POLICY_FILE: policy,
      MC_CONFIG_DIR: join(folder, 'mc'),
    };
    // As often as a cluster is started.
    for (let time = 0; time < 2; time += 1) await run('bash', [script], { env });
  }, 60_000);
  afterAll(async () => {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const addressOf = () => ({ endpoint: new URL(server.endpoint), region: server.region, isPathStyle: true });
  const keysOfUser = () => ({ accessKey: user.s3_access_key, secretKey: user.s3_secret_key });
  const storeIn = async (bucket: string) => {
    const store = await createMinioObjectStore({ ...addressOf(), ...keysOfUser(), bucket, scratchFolder: folder });
    onTestFinished(() => store.close());
    return store;
  };

  test('the user puts, reads, lists and removes in both buckets, large files too', async () => {
    const store = await storeIn('diachi');
    const bytes = Buffer.alloc(40 * 2 ** 20, 'a');
    const original = keys.original(parseChecksum(createHash('sha256').update(bytes).digest('hex')));
    const large = join(folder, 'large');
    await writeFile(large, bytes);

    await store.putFile(original, large, 'image/jpeg');
    await store.put(keys.libraries(), Buffer.from('[]'), 'application/json');

    expect(await store.sizeBytes(original)).toBe(bytes.length);
    expect(new TextDecoder().decode(await store.get(keys.libraries()))).toBe('[]');
    expect(await store.has('there/is/none')).toBe(false);
    const listed: string[] = [];
    for await (const key of store.list('')) listed.push(key);
    expect(listed.toSorted()).toEqual([keys.libraries(), original].toSorted());
    for (const key of listed) await store.remove(key);
    expect(await store.has(original)).toBe(false);
  });

  test('the user may not touch other buckets, make any, or change what a bucket keeps', async () => {
    const refused = { code: 'store.unavailable', details: { reason: 'AccessDenied' } };
    const another = await storeIn('another');

    await expect(another.put('a', Buffer.from('a'), 'text/plain')).rejects.toMatchObject(refused);
    await expect(another.get('a')).rejects.toMatchObject(refused);
    for (const bucket of ['diachi', 'a-new-one']) {
      await expect(setUpBuckets({ ...addressOf(), ...keysOfUser(), bucket })).rejects.toMatchObject({
        code: 'store.unavailable',
      });
    }
  });
});

async function hasMc(): Promise<boolean> {
  try {
    // Another program of this name is a file manager.
    if ((await run('mc', ['--version'])).stdout.includes('MinIO')) return true;
  } catch {
    // Not installed, which is what is asked.
  }
  console.warn('MinIO’s mc is not installed: the tests of infra/store/make-user.sh are SKIPPED.');
  return false;
}
