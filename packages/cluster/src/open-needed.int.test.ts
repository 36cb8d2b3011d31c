import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog, createMetrics, createReadiness } from '@diachi/process';
import { setUpBuckets } from '@diachi/store-minio';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import {
  findObjectServer,
  findPostgres,
  hasRedis,
  type MeiliTestServer,
  type ObjectServer,
  type PostgresServer,
  type RedisServer,
  startMeilisearch,
  startObjectServer,
  startPostgres,
  startRedis,
} from '../../../test/servers/index.ts';
import { openNeeded } from './open-needed.ts';
import type { ProcessName } from './processes.ts';
import type { ServersConfig } from './settings-of.ts';

const isHere = hasRedis() && findPostgres() !== null && findObjectServer() !== null;

describe.skipIf(!isHere)('a process and the servers it begins with', () => {
  let folder: string;
  let redis: RedisServer;
  let postgres: PostgresServer;
  let objects: ObjectServer;
  let search: MeiliTestServer | null;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'open-needed-'));
    [redis, postgres, objects, search] = await Promise.all([
      startRedis(),
      startPostgres(),
      startObjectServer(),
      startMeilisearch(),
    ]);
    const { endpoint, region, accessKey, secretKey } = objects;
    await setUpBuckets({
      endpoint: new URL(endpoint),
      region,
      accessKey,
      secretKey,
      bucket: 'diachi',
      isPathStyle: true,
    });
  });
  afterAll(async () => {
    await Promise.all([redis, postgres, objects, search].map((server) => server?.stop()));
    await rm(folder, { recursive: true, force: true });
  });

  test('says which server it wants and cannot use, and begins without it', async () => {
    const begun = await begin('beginning', 'access', {
      indexUrl: new URL(search?.url ?? 'http://127.0.0.1:9'),
      indexKey: 'not-the-key-of-this-server',
    });

    await begun.opened;

    await expect.poll(() => begun.lines).toEqual([expect.objectContaining({ level: 40, server: 'index' })]);
    expect(begun.lines[0]?.msg).toMatch(
      search ? /without a server it wants: .*refuses the key/ : /without a server it wants: .*cannot be reached/,
    );
  });

  test.each([
    {
      what: 'a database that is not there',
      config: () => ({ databaseUrl: new URL('/no-such-library', postgres.url) }),
      said: /waiting for a server: The catalogue .*"no-such-library" does not exist/,
    },
    {
      what: 'a key the store does not take',
      config: () => ({ storeSecretKey: 'not the secret key' }),
      said: /waiting for a server: The S3 server .*Check the access key/,
    },
    {
      what: 'a user and password the queue does not know',
      config: () => ({ redisUrl: new URL(redis.url.replace('redis://', 'redis://nobody:wrong@')) }),
      said: /waiting for a server: The queue .*WRONGPASS/,
    },
  ])('says plainly, each time it waits: $what', async ({ config, said }) => {
    const begun = await begin('waiting', 'upload', config());
    begun.opened.catch(() => undefined);

    await expect.poll(() => begun.lines.filter(({ msg }) => said.test(msg)).length).toBeGreaterThanOrEqual(2);
    begun.end();

    await expect(begun.opened).rejects.toThrow();
  });

  type Line = { readonly level: number; readonly server?: string; readonly msg: string };

  async function begin(name: string, process: ProcessName, more: Partial<ServersConfig>) {
    const lines: Line[] = [];
    const ending = new AbortController();
    const open = new AsyncDisposableStack();
    onTestFinished(() => open.disposeAsync());
    const scratchFolder = await mkdtemp(join(folder, 'scratch-'));
    const log = createLog(name, 'warn', { write: (line: string) => void lines.push(JSON.parse(line) as Line) });
    const config: ServersConfig = {
      databaseUrl: new URL(postgres.url),
      databaseConnections: 2,
      storeEndpoint: new URL(objects.endpoint),
      storeRegion: objects.region,
      storeAccessKey: objects.accessKey,
      storeSecretKey: objects.secretKey,
      storeBucket: 'diachi',
      isStorePathStyle: true,
      redisUrl: new URL(redis.url),
      queuePrefix: 'diachi',
      indexUrl: new URL(search?.url ?? 'http://127.0.0.1:9'),
      indexKey: search?.key ?? 'no-server-is-there',
      indexPrefix: 'diachi',
      ...more,
    };
    const opened = openNeeded(process, config, {
      log,
      metrics: createMetrics(name),
      readiness: createReadiness(),
      scratchFolder,
      ending: ending.signal,
      open,
    });
    return { lines, opened, end: () => ending.abort(new Error('The test is over.')) };
  }
});
