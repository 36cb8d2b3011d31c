import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCatalogue, openStore } from '@diachi/cluster';
import { parseChecksum, parseLibraryCode } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';
import { ConfigError, createLog, EXIT, readConfig } from '@diachi/process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  findObjectServer,
  findPostgres,
  type ObjectServer,
  type PostgresServer,
  startObjectServer,
  startPostgres,
} from '../../../test/servers/index.ts';
import { backupKeys, backupName } from './backup-keys.ts';
import { type BackupConfig, backupSettings } from './backup-settings.ts';
import { measure } from './copy-checked.ts';
import { findBackups } from './find-backups.ts';
import { openPlace } from './open-place.ts';
import { provideBuckets } from './provide-buckets.ts';
import { prune } from './prune.ts';
import { runCommand } from './run-command.ts';
import { type KeptDocument, keepDocument } from './testing/small-store.ts';

const hasServers = findPostgres() !== null && findObjectServer() !== null;
// More than one part of an upload.
const LARGE_BYTES = 12_000_000;

describe.skipIf(!hasServers)('backups on another S3 server', () => {
  let folder: string;
  let database: PostgresServer;
  let living: ObjectServer;
  let other: ObjectServer;
  let letter: KeptDocument;
  let restored: Readonly<Record<string, string>>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'diachi-another-server-'));
    [database, living, other] = await Promise.all([startPostgres(), startObjectServer(), startObjectServer()]);
    await provideBuckets(configOf({}));
    const catalogue = await openCatalogue(configOf({}));
    await catalogue.putLibrary({ code: parseLibraryCode('tinh'), name: 'Thư viện tỉnh' });
    await catalogue.close();
    await withStore({}, async (store) => {
      letter = await keepDocument(store, 'letter');
      await store.put('documents/large', Buffer.alloc(LARGE_BYTES, 'rừng'), 'application/octet-stream');
    });
  });
  afterAll(async () => {
    await Promise.all([database, living, other].map((server) => server?.stop()));
    await rm(folder, { recursive: true, force: true });
  });

  test('are made in a bucket that is made for them, and a second one has nothing to bring', async () => {
    const first = await run('back-up');
    const second = await nextBackup();

    expect(first).toMatchObject({ code: EXIT.done, answer: { objects: 6, newObjects: 6, problems: [] } });
    expect(second).toMatchObject({ code: EXIT.done, answer: { objects: 6, newObjects: 0, newBytes: 0 } });
    expect((await run('list')).answer).toEqual([
      { name: expect.any(String), isWhole: true },
      { name: expect.any(String), isWhole: true },
    ]);
  });

  test('lie there, and nothing of them where the library is', async () => {
    const there = await withStore({}, keysOf);

    expect(there.filter((key) => key.startsWith('bytes/') || key.startsWith('backups/'))).toEqual([]);
    expect(await withPlace(async (place) => (await findBackups(place)).length)).toBe(2);
  });

  test('bring a library back into empty servers, every byte of it', async () => {
    restored = { DATABASE_URL: await database.createDatabase(), S3_BUCKET: 'restored' };

    const { code, answer } = await run('restore', restored);

    expect({ code, answer }).toMatchObject({ code: EXIT.done, answer: { objects: 6, problems: 0 } });
    const checksums = async (store: ObjectStore) =>
      Promise.all((await keysOf(store)).map(async (key) => [key, (await measure(await store.read(key))).checksum]));
    expect(await withStore(restored, checksums)).toEqual(await withStore({}, checksums));
    expect((await run('check', restored)).answer).toMatchObject({ objects: 6, problems: 0 });
  });

  test('that have lost bytes say so, and bring back the rest', async () => {
    const lost = backupKeys.bytes(parseChecksum(letter.original.split('/').at(-1)));
    const bytes = await withPlace((place) => place.get(lost));
    await withPlace((place) => place.put(lost, Buffer.from('rot'), 'application/octet-stream'));

    const fresh = { DATABASE_URL: await database.createDatabase(), S3_BUCKET: 'damaged' };
    const { code, said } = await run('restore', fresh);
    await withPlace((place) => place.put(lost, bytes, 'application/octet-stream'));

    expect(code).toBe(EXIT.refused);
    expect(said).toContain('backup.damaged');
    expect(await withStore(fresh, (store) => store.has(letter.original))).toBe(false);
    expect(await withStore(fresh, (store) => store.has(letter.pdf))).toBe(true);
  });

  test('wait for no server that is away, and go on when it is back', async () => {
    await other.kill();
    await expect(run('back-up')).rejects.toMatchObject({ kind: 'unavailable', code: 'store.unavailable' });

    await other.restart();
    expect(await nextBackup()).toMatchObject({ code: EXIT.done, answer: { newObjects: 0 } });
  });

  test('that may not be read are not taken for none', async () => {
    const wrong = { BACKUP_S3_SECRET_KEY: 'nobody-told-me-which' };

    await expect(run('restore', { ...restored, ...wrong })).rejects.toMatchObject({ code: 'store.unavailable' });
    await expect(run('list', wrong)).rejects.not.toThrow('nobody-told-me-which');
  });

  test('go after their time, with the bytes that no other needs', async () => {
    await withStore({}, (store) => store.remove('documents/large'));
    const young = await nextBackup();
    const years = new Date(Date.now() + 5 * 366 * 86_400_000);

    const pruned = await withPlace((place) => prune(place, { keepDays: 7, keepMonths: 3 }, years));

    expect(pruned).toEqual({ backups: 3, objects: 1 });
    expect((await run('list')).answer).toEqual([{ name: young.answer['name'], isWhole: true }]);
    const fresh = { DATABASE_URL: await database.createDatabase(), S3_BUCKET: 'after-pruning' };
    expect(await run('restore', fresh)).toMatchObject({ code: EXIT.done, answer: { objects: 5, problems: 0 } });
  });

  test('have one place: a folder or a bucket, and never both or none', async () => {
    await expect(run('list', { BACKUP_FOLDER: join(folder, 'place') })).rejects.toThrow(ConfigError);
    await expect(run('list', { BACKUP_S3_ENDPOINT: '' })).rejects.toThrow(ConfigError);
  });

  type Changed = Readonly<Record<string, string>>;

  function configOf(changed: Changed): BackupConfig {
    return readConfig(backupSettings, {
      DATABASE_URL: database.url,
      ...{ S3_ENDPOINT: living.endpoint, S3_REGION: living.region, S3_PATH_STYLE: 'yes' },
      ...{ S3_ACCESS_KEY: living.accessKey, S3_SECRET_KEY: living.secretKey },
      ...{ BACKUP_S3_ENDPOINT: other.endpoint, BACKUP_S3_REGION: other.region, BACKUP_S3_PATH_STYLE: 'yes' },
      ...{ BACKUP_S3_ACCESS_KEY: other.accessKey, BACKUP_S3_SECRET_KEY: other.secretKey },
      ...changed,
    });
  }

  async function run(command: string, changed: Changed = {}) {
    const scratchFolder = await mkdtemp(join(folder, 'scratch-'));
    const answers: Readonly<Record<string, unknown>>[] = [];
    let said = '';
    const tools = {
      config: configOf(changed),
      scratchFolder,
      programPath: process.env['PATH'] ?? '',
      log: createLog('backup', 'info', { write: (line) => (said += line) }),
      answer: (value: unknown) => void answers.push(value as Readonly<Record<string, unknown>>),
    };
    const code = await runCommand(tools, [command]);
    expect(await readdir(scratchFolder)).toEqual([]);
    return { code, said, answer: answers[0] ?? {} };
  }

  /** Backups are named by the second, so the next one is of another second. */
  async function nextBackup() {
    const last = (await withPlace(findBackups)).at(-1)?.name;
    await expect.poll(() => backupName(new Date()), { timeout: 3_000 }).not.toBe(last);
    return run('back-up');
  }

  async function withStore<Result>(changed: Changed, use: (store: ObjectStore) => Promise<Result>): Promise<Result> {
    const store = await openStore(configOf(changed), folder);
    return use(store).finally(() => store.close());
  }

  async function withPlace<Result>(use: (place: ObjectStore) => Promise<Result>): Promise<Result> {
    const place = await openPlace(configOf({}), folder);
    return use(place).finally(() => place.close());
  }
});

async function keysOf(store: ObjectStore): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const key of store.list('')) found.push(key);
  return found.toSorted();
}
