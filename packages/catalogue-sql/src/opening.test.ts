import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseDocumentId, parseLibraryCode, UNDESCRIBED } from '@diachi/domain';
import { expect, onTestFinished, test } from 'vitest';
import { refuseNetworkShare } from './network-share.ts';
import { createSqliteCatalogue } from './sqlite-catalogue.ts';
import { isOlder, openSqliteFile } from './sqlite-file.ts';

const foreign = { kind: 'unavailable', code: 'catalogue.foreign' };
const notWritable = { kind: 'unavailable', code: 'catalogue.not-writable' };

test.each([
  { name: 'a text', bytes: Buffer.from('Không phải danh mục') },
  { name: 'a picture', bytes: Buffer.alloc(20_000, 0xd8) },
  { name: 'half a catalogue', bytes: Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(5_000, 0xff)]) },
])('$name is not a catalogue, and is not written over', async ({ bytes }) => {
  const path = join(await emptyFolder(), 'catalogue.sqlite');
  await writeFile(path, bytes);

  await expect(createSqliteCatalogue({ path })).rejects.toMatchObject(foreign);

  expect(await readFile(path)).toEqual(bytes);
});

test('the database of another program is left alone', async () => {
  const path = join(await emptyFolder(), 'catalogue.sqlite');
  const other = new DatabaseSync(path);
  other.exec('create table song (name text)');
  other.close();
  const before = await readFile(path);

  await expect(createSqliteCatalogue({ path })).rejects.toMatchObject({
    ...foreign,
    message: expect.stringContaining('another program'),
  });

  expect(await readFile(path)).toEqual(before);
});

test('a folder that is not there is said, and not made', async () => {
  const folder = join(await emptyFolder(), 'unplugged');

  await expect(createSqliteCatalogue({ path: join(folder, 'catalogue.sqlite') })).rejects.toMatchObject(notWritable);

  await expect(stat(folder)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a folder in the place of the file is said', async () => {
  await expect(createSqliteCatalogue({ path: await emptyFolder() })).rejects.toMatchObject(notWritable);
});

// Whoever may do everything may also write to what is read-only.
test.skipIf(process.getuid?.() === 0)('a catalogue that may only be read is refused at opening', async () => {
  const path = await madeCatalogue();
  await chmod(path, 0o400);

  await expect(createSqliteCatalogue({ path })).rejects.toMatchObject(notWritable);
});

test('a catalogue that a newer version has changed is refused, and stays as it is', async () => {
  const path = await madeCatalogue();
  const newer = new DatabaseSync(path);
  newer.exec(`insert into migration values ('9999-tomorrow', '2030-01-01T00:00:00.000Z')`);
  const before = newer.prepare('select count(*) as count from migration').get();
  newer.close();

  await expect(createSqliteCatalogue({ path })).rejects.toMatchObject({
    kind: 'unavailable',
    code: 'catalogue.newer',
    details: { migrations: '9999-tomorrow' },
  });

  const still = new DatabaseSync(path);
  expect(still.prepare('select count(*) as count from migration').get()).toEqual(before);
  still.close();
});

test('a second program waits for its turn and then writes too', async () => {
  const path = await madeCatalogue();
  const one = await createSqliteCatalogue({ path });
  const other = await createSqliteCatalogue({ path });
  onTestFinished(() => one.close());
  onTestFinished(() => other.close());

  await one.putLibrary({ code: parseLibraryCode('tinh'), name: 'Thư viện tỉnh' });
  await other.putLibrary({ code: parseLibraryCode('muong-te'), name: 'Mường Tè' });

  expect(await one.libraries()).toHaveLength(2);
});

test('every transaction is on the disk when it is acknowledged', async () => {
  const file = openSqliteFile(join(await emptyFolder(), 'catalogue.sqlite'));
  onTestFinished(() => file.close());
  const ask = (pragma: string) => Object.values(file.prepare(`pragma ${pragma}`).all([])[0] ?? {})[0];

  expect(ask('journal_mode')).toBe('wal');
  expect(ask('synchronous')).toBe(2);
  expect(ask('foreign_keys')).toBe(1);
  expect(ask('busy_timeout')).toBe(5_000);
  expect(ask('mmap_size')).toBe(0);
});

test.each([
  { version: '3.51.2', older: true },
  { version: '3.9.9', older: true },
  { version: '2.99.99', older: true },
  { version: '3.51.3', older: false },
  { version: '3.53.4', older: false },
  { version: '4.0.0', older: false },
])('SQLite $version is too old: $older', ({ version, older }) => {
  expect(isOlder(version)).toBe(older);
});

test.each([
  { kind: 'NFS', type: 0x6969 },
  { kind: 'CIFS', type: 0xff534d42 },
  { kind: 'SMB2', type: 0xfe534d42 },
])('a catalogue on $kind is refused', async ({ kind, type }) => {
  await expect(refuseNetworkShare('/mnt/share/catalogue.sqlite', async () => type)).rejects.toMatchObject({
    kind: 'unavailable',
    code: 'catalogue.on-network-share',
    details: { kind },
  });
});

test('a share of Windows is known by its address', async () => {
  await expect(refuseNetworkShare(String.raw`\\may-chu\chung\catalogue.sqlite`)).rejects.toMatchObject({
    code: 'catalogue.on-network-share',
  });
});

test('a disk of this machine is accepted', async () => {
  await refuseNetworkShare(join(await emptyFolder(), 'catalogue.sqlite'));
  await refuseNetworkShare('/nowhere/at/all/catalogue.sqlite');
});

test('expired sessions are gone when it is opened again', async () => {
  const path = await madeCatalogue();
  const before = await createSqliteCatalogue({ path });
  const lan = await before.people.add({ name: 'Lan', role: 'admin' });
  await before.people.openSession({ tokenHash: 'a', personId: lan.id, expiresAt: '2024-05-07T00:00:00.000Z' });
  await before.close();

  const after = await createSqliteCatalogue({ path, now: () => new Date('2024-05-08T00:00:00.000Z') });
  onTestFinished(() => after.close());

  expect(await after.people.session('a', '2024-05-06T00:00:00.000Z')).toBeNull();
});

test('a document number that was given out is not given out again after a removal', async () => {
  const catalogue = await createSqliteCatalogue({ path: await madeCatalogue(), now: () => new Date(0) });
  onTestFinished(() => catalogue.close());
  const receive = (id: string) =>
    catalogue.receive({ id: parseDocumentId(id.padStart(16, '0')), record, originals: [] });
  await receive('1');
  await receive('2');
  const { next } = await catalogue.documents({}, { limit: 1 });
  await catalogue.remove(parseDocumentId('2'.padStart(16, '0')));
  await receive('3');

  const rest = await catalogue.documents({}, { limit: 5, after: String(next) });

  expect(rest.documents.map(({ id }) => id)).toEqual(['0000000000000001']);
});

const record = {
  title: 'Sông Đà',
  library: parseLibraryCode('tinh'),
  ...UNDESCRIBED,
  collection: '',
  kind: 'book',
  date: null,
  language: 'vie',
} as const;

async function madeCatalogue(): Promise<string> {
  const path = join(await emptyFolder(), 'catalogue.sqlite');
  await (await createSqliteCatalogue({ path })).close();
  return path;
}

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'diachi-catalogue-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
