import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDocumentId, parseLibraryCode, parseSourceCode, UNDESCRIBED } from '@diachi/domain';
import type { IndexedDocument, IndexedRecord } from '@diachi/ports';
import { readConfig } from '@diachi/process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
import { openCatalogue, openIndex, openQueue, openStore } from './open-servers.ts';
import { setUp } from './set-up.ts';
import { setUpSettings } from './set-up-settings.ts';

const isHere = hasRedis() && findPostgres() !== null && findObjectServer() !== null;

describe.skipIf(!isHere)('setting up the servers of a cluster', () => {
  let folder: string;
  let redis: RedisServer;
  let postgres: PostgresServer;
  let objects: ObjectServer;
  let search: MeiliTestServer | null;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'set-up-'));
    [redis, postgres, objects, search] = await Promise.all([
      startRedis(),
      startPostgres(),
      startObjectServer(),
      startMeilisearch(),
    ]);
  });
  afterAll(async () => {
    await Promise.all([redis, postgres, objects, search].map((server) => server?.stop()));
    await rm(folder, { recursive: true, force: true });
  });

  const configOf = (more: Readonly<Record<string, string>> = {}) =>
    readConfig(setUpSettings, {
      DATABASE_URL: postgres.url,
      REDIS_URL: redis.url,
      S3_ENDPOINT: objects.endpoint,
      S3_REGION: objects.region,
      S3_ACCESS_KEY: objects.accessKey,
      S3_SECRET_KEY: objects.secretKey,
      // Nobody listens at the discard port.
      MEILI_URL: search?.url ?? 'http://127.0.0.1:9',
      MEILI_KEY: search?.key ?? 'no-server-is-there',
      KEYS_FOLDER: join(folder, 'keys'),
      WAIT_FOR_SERVERS: '20s',
      ...more,
    });

  test('done by ten at once it makes everything a process needs', { timeout: 120_000 }, async () => {
    const config = configOf(search ? {} : { WAIT_FOR_SERVERS: '2s' });
    const said: string[] = [];

    const faults = await Promise.all(
      Array.from({ length: 10 }, () => setUp({ config, say: (line) => said.push(line) })),
    );

    // Without a search server on this machine, that alone is missing.
    expect(faults.flat()).toEqual(
      search ? [] : Array(10).fill(expect.objectContaining({ code: 'search.unavailable' })),
    );
    const [catalogue, store, queue] = await Promise.all([
      openCatalogue(config),
      openStore(config, join(folder, 'scratch')),
      openQueue(config),
    ]);
    expect(await catalogue.libraries()).toEqual([]);
    expect(await store.has('libraries.json')).toBe(false);
    expect(await queue.depth()).toEqual({ waiting: 0, running: 0 });
    await Promise.all([queue.close(), store.close(), catalogue.close()]);
    expect(said.join('\n')).not.toContain(objects.secretKey);
  });

  test('a server that is away is told, and the others are made ready all the same', async () => {
    const said: string[] = [];
    const config = configOf({
      REDIS_URL: 'redis://:geheim@127.0.0.1:9',
      MEILI_URL: 'http://127.0.0.1:9',
      WAIT_FOR_SERVERS: '500ms',
    });

    const faults = await setUp({ config, say: (line) => said.push(line) });

    expect(faults).toMatchObject([{ code: 'queue.unavailable' }, { code: 'search.unavailable' }]);
    expect(said).toContain('catalogue: its tables are those of this program');
    expect(said.filter((line) => line.startsWith('store: bucket diachi'))).toHaveLength(2);
    expect(said.join('\n')).not.toContain('geheim');
  });

  test('a Redis that may throw work away is refused', async () => {
    const forgetful = await startRedis({ maxmemoryPolicy: 'allkeys-lru' });
    try {
      const config = configOf({ REDIS_URL: forgetful.url, WAIT_FOR_SERVERS: '500ms', MEILI_URL: 'http://127.0.0.1:9' });

      expect(await setUp({ config, say: () => {} })).toContainEqual(expect.objectContaining({ code: 'queue.evicts' }));
    } finally {
      await forgetful.stop();
    }
  });

  test('the keys that are written down let access search, upload also put in, remove and make what was lost, and index do all', async (context) => {
    if (!search) return context.skip('there is no search server on this machine');
    await setUp({ config: configOf(), say: () => {} });
    const { url, key } = search;
    const keyNamed = (name: string) => readFile(join(folder, 'keys', name), 'utf8');
    const indexWith = async (name: string) => openIndex({ ...configOf(), indexKey: await keyNamed(name) });
    const [access, forget, write] = await Promise.all([
      indexWith('meilisearch_search_key'),
      indexWith('meilisearch_forget_key'),
      indexWith('meilisearch_write_key'),
    ]);

    expect(await access.search({ text: '' })).toMatchObject({ total: 0 });
    await expect(access.clear()).rejects.toMatchObject({ code: 'search.unavailable' });
    const refused = { code: 'search.unavailable', message: expect.stringContaining('refuses the key') };
    await expect(access.putRecords([aForeignRecord])).rejects.toMatchObject(refused);
    await expect(forget.rebuild(async () => {})).rejects.toMatchObject(refused);
    const mayAll = { headers: { authorization: `Bearer ${key}` } };
    const listed = (await (await fetch(`${url}/indexes`, mayAll)).json()) as { results: { uid: string }[] };
    const names = listed.results.map(({ uid }) => uid).filter((name) => name.startsWith('diachi-'));
    expect(names).toHaveLength(2);
    const asked = {
      method: 'DELETE',
      headers: { authorization: `Bearer ${await keyNamed('meilisearch_forget_key')}` },
    };
    for (const name of names) expect((await fetch(`${url}/indexes/${name}`, asked)).status).toBe(403);
    await write.put(aLetter, []);
    expect(await forget.size()).toMatchObject({ documents: 1 });
    await forget.remove(aLetter.id);
    expect(await forget.size()).toMatchObject({ documents: 0 });
    // Records of other repositories come into the index by the service that harvests them.
    await forget.putRecords([aForeignRecord]);
    expect(await access.search({ text: 'kho bạn' })).toMatchObject({ total: 1, hits: [{ source: 'kho-ban' }] });
    await forget.removeRecords([aForeignRecord.id]);
    expect(await forget.countRecords()).toBe(0);

    for (const name of names) await fetch(`${url}/indexes/${name}`, { ...mayAll, method: 'DELETE' });
    const statusOf = async (name: string) => (await fetch(`${url}/indexes/${name}`, mayAll)).status;
    await expect.poll(() => Promise.all(names.map(statusOf))).toEqual([404, 404]);
    expect(await forget.size()).toMatchObject({ documents: 0 });
  });
});

const aLetter: IndexedDocument = {
  id: parseDocumentId('0123456789abcdef'),
  record: {
    title: 'Thư gửi về xã',
    library: parseLibraryCode('tinh'),
    ...UNDESCRIBED,
    collection: '',
    kind: 'other',
    date: null,
    language: 'vie',
  },
  receivedAt: '2026-01-01T00:00:00.000Z',
};
const aForeignRecord: IndexedRecord = {
  ...aLetter,
  id: parseDocumentId('fedcba9876543210'),
  record: { ...aLetter.record, title: 'Sách của kho bạn' },
  source: parseSourceCode('kho-ban'),
};
