import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createPostgresCatalogue } from '@diachi/catalogue-sql';
import {
  keys,
  type Manifest,
  manifestText,
  parseChecksum,
  parseDocumentId,
  parseLibraryCode,
  parseRecord,
  UNRECKONED,
} from '@diachi/domain';
import type { Catalogue, ObjectStore } from '@diachi/ports';
import { createMinioObjectStore, setUpBuckets } from '@diachi/store-minio';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  findObjectServer,
  findPostgres,
  type ObjectServer,
  type PostgresServer,
  startObjectServer,
  startPostgres,
} from '../../servers/index.ts';

const run = promisify(execFile);
const repository = join(import.meta.dirname, '..', '..', '..');
const script = (name: string) => join(repository, 'infra', 'backup', name);
const hasServers = findPostgres() !== null && findObjectServer() !== null;

let folder: string;
let database: PostgresServer;
let objects: ObjectServer;
let fresh: { readonly databaseUrl: string; readonly bucket: string };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diachi-rehearsal-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.skipIf(!hasServers)(
  'a backup and the rehearsal of restoring it, run with a real PostgreSQL and a real S3 server',
  () => {
    beforeAll(async () => {
      [database, objects] = await Promise.all([startPostgres(), startObjectServer()]);
      await setUpBuckets(storeOptions('living'));
      const { catalogue, store } = await open(database.url, 'living');
      await catalogue.putLibrary({ code: parseLibraryCode('tinh'), name: 'Thư viện tỉnh' });
      for (const name of ['sổ chép tay', 'bản đồ', 'công văn']) await publish(catalogue, store, name);
      await receive(catalogue, store, 'thư vừa gửi');
      await Promise.all([catalogue.close(), store.close()]);
    });
    afterAll(async () => {
      await Promise.all([database?.stop(), objects?.stop()]);
    });

    // Three documents have a page of the same text: its bytes are kept once.
    test('the scripts make one, and a second one that has nothing to bring', async () => {
      const first = await call('back-up.sh', database.url, 'living');
      const second = await call('back-up.sh', database.url, 'living');

      expect(first.answer).toMatchObject({
        documents: { before: 4, after: 4 },
        objects: 20,
        newObjects: 18,
        problems: [],
      });
      expect(second.answer).toMatchObject({ objects: 20, newObjects: 0 });
    });

    test('it comes back in servers that were empty: every record, every byte, and the search to be filled again', async () => {
      fresh = { databaseUrl: await database.createDatabase(), bucket: 'rehearsal' };

      const { code, stdout } = await call('rehearse.sh', fresh.databaseUrl, fresh.bucket);

      expect({ code, stdout }).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('REHEARSAL: the backup brings the library back'),
      });
      expect(stdout).toMatch(/"objects":20,"documents":4,"bytes":\d+,"problems":0/);
      const [living, restored] = [await open(database.url, 'living'), await open(fresh.databaseUrl, fresh.bucket)];
      expect(await contentsOf(restored.store)).toEqual(await contentsOf(living.store));
      expect(await documentsOf(restored.catalogue)).toEqual(
        (await documentsOf(living.catalogue)).map((document) => ({ ...document, isIndexed: false })),
      );
      expect(await restored.catalogue.libraries()).toEqual(await living.catalogue.libraries());
      for (const { catalogue, store } of [living, restored]) await Promise.all([catalogue.close(), store.close()]);
    });

    test('nothing is restored over a library that is there', async () => {
      const { code, stderr } = await call('restore.sh', fresh.databaseUrl, 'another-bucket');

      expect(code).toBe(4);
      expect(stderr).toContain('restore.not-empty');
    });

    test('a rehearsal finds bytes that the place of backups has lost', async () => {
      const [damaged = ''] = await filesUnder(join(folder, 'place', 'bytes'));
      await appendFile(damaged, 'rot');

      const { code, stderr } = await call('rehearse.sh', await database.createDatabase(), 'damaged');

      expect(code).toBe(4);
      expect(stderr).toMatch(/backup\.damaged[\s\S]*REHEARSAL FAILED with exit code 4/);
    });

    test('a database that is away is told as what it is', async () => {
      const { code, stderr } = await call('back-up.sh', 'postgres://nobody:secret-word@127.0.0.1:9/nothing', 'living');

      expect(code).toBe(3);
      expect(stderr).toContain('catalogue.unavailable');
      expect(stderr).not.toContain('secret-word');
    });
  },
);

describe('keep-secrets.sh, run', () => {
  test('packs secrets into a file that opens with its passphrase and with no other', async () => {
    const [secrets, opened, wrong] = ['secrets', 'opened', 'wrong'].map((name) => join(folder, name));
    await run('bash', [join(repository, 'infra/compose/make-secrets.sh'), secrets ?? '']);
    await writeFile(join(folder, 'passphrase'), 'hoa ban trắng');
    await writeFile(join(folder, 'other'), 'hoa đào');
    const file = join(folder, 'secrets.enc');
    const keep = (args: readonly string[], passphrase: string) =>
      run('bash', [script('keep-secrets.sh'), ...args], {
        env: { PATH: process.env['PATH'], PASSPHRASE_FILE: join(folder, passphrase) },
      });

    await keep([file, secrets ?? ''], 'passphrase');
    await keep(['--open', file, opened ?? ''], 'passphrase');
    await expect(keep(['--open', file, wrong ?? ''], 'other')).rejects.toMatchObject({ code: expect.any(Number) });

    expect(await textsOf(opened ?? '')).toEqual(await textsOf(secrets ?? ''));
    expect(await readdir(wrong ?? '')).toEqual([]);
    expect(await readFile(file, 'latin1')).not.toContain('postgres://');
  });
});

type Called = { readonly code: number; readonly stdout: string; readonly stderr: string; readonly answer: unknown };

/** A script of infra/backup, with the program as it lies in the sources. */
async function call(name: string, databaseUrl: string, bucket: string): Promise<Called> {
  const program = join(repository, 'packages', 'backup', 'src', 'main.ts');
  const { endpoint, region, accessKey, secretKey } = storeOptions(bucket);
  const env = {
    PATH: process.env['PATH'],
    BACKUP_COMMAND: `${process.execPath} --conditions=source --disable-warning=ExperimentalWarning ${program}`,
    BACKUP_FOLDER: join(folder, 'place'),
    SCRATCH_FOLDER: join(folder, 'scratch'),
    DATABASE_URL: databaseUrl,
    S3_ENDPOINT: endpoint,
    S3_REGION: region,
    S3_ACCESS_KEY: accessKey,
    S3_SECRET_KEY: secretKey,
    S3_BUCKET: bucket,
  };
  const ended = await run('bash', [script(name)], { env, maxBuffer: 2 ** 24 }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }) as Omit<Called, 'answer'>,
  );
  const last = ended.stdout.trim().split('\n').at(-1) ?? '';
  return { ...ended, answer: last.startsWith('{') ? JSON.parse(last) : null };
}

const storeOptions = (bucket: string) => ({
  endpoint: objects.endpoint,
  region: objects.region,
  accessKey: objects.accessKey,
  secretKey: objects.secretKey,
  bucket,
  isPathStyle: true,
});

async function open(databaseUrl: string, bucket: string): Promise<{ catalogue: Catalogue; store: ObjectStore }> {
  return {
    catalogue: await createPostgresCatalogue({ url: databaseUrl, poolSize: 4 }),
    store: await createMinioObjectStore({ ...storeOptions(bucket), scratchFolder: folder }),
  };
}

const checksumOf = (text: string) => parseChecksum(createHash('sha256').update(text).digest('hex'));

async function receive(catalogue: Catalogue, store: ObjectStore, title: string) {
  const scan = `the scan of ${title}`;
  const checksum = checksumOf(scan);
  const id = parseDocumentId(checksum.slice(0, 16));
  const record = parseRecord({ title, library: 'tinh', kind: 'manuscript' });
  const originals = [
    { checksum, fileName: 'scan.jpg', sizeBytes: Buffer.byteLength(scan), type: 'image/jpeg' },
  ] as const;
  await store.put(keys.original(checksum), Buffer.from(scan), 'image/jpeg');
  const kept = {
    version: 1,
    documentId: id,
    record,
    recordVersion: 1,
    originals,
    receivedAt: '2026-11-20T08:00:00.000Z',
  };
  await store.put(keys.record(id), Buffer.from(JSON.stringify(kept)), 'application/json');
  await catalogue.receive({ id, record, originals });
  return { id, record, originals };
}

async function publish(catalogue: Catalogue, store: ObjectStore, title: string): Promise<void> {
  const { id, record, originals } = await receive(catalogue, store, title);
  const revision = { documentId: id, number: 1 };
  const files = { [keys.text(revision, 0)]: '{"kind":"blank"}', [keys.image(revision, 0)]: `image of ${title}` };
  const pdf = `%PDF of ${title}`;
  const fileOf = (key: string, text: string) => ({
    key,
    checksum: checksumOf(text),
    sizeBytes: Buffer.byteLength(text),
  });
  for (const [key, text] of Object.entries(files)) await store.put(key, Buffer.from(text), 'application/octet-stream');
  await store.put(keys.pdf(revision), Buffer.from(pdf), 'application/pdf');
  const page = { page: 0, label: '1', state: 'blank', ...UNRECKONED } as const;
  const manifest: Manifest = {
    version: 1,
    documentId: id,
    revision: 1,
    record,
    originals,
    pages: [{ ...page, image: null, files: Object.entries(files).map(([key, text]) => fileOf(key, text)) }],
    pdf: fileOf(keys.pdf(revision), pdf),
    publishedAt: '2026-11-20T09:00:00.000Z',
  };
  await store.put(keys.manifest(revision), Buffer.from([...manifestText(manifest)].join('')), 'application/json');
  await catalogue.openRevision(revision, [page]);
  await catalogue.publish(revision, [page]);
  await catalogue.setIndexed(revision, 1);
}

const documentsOf = async (catalogue: Catalogue) => (await catalogue.documents({}, { limit: 100 })).documents;

async function contentsOf(store: ObjectStore): Promise<Readonly<Record<string, string>>> {
  const contents: Record<string, string> = {};
  for await (const key of store.list('')) contents[key] = Buffer.from(await store.get(key)).toString();
  return contents;
}

async function filesUnder(of: string): Promise<readonly string[]> {
  const entries = await readdir(of, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

const textsOf = async (of: string) => Promise.all((await filesUnder(of)).map((file) => readFile(file, 'utf8')));
