import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { createSqliteCatalogue } from '@diachi/catalogue-sql';
import { keys } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';
import { createFileObjectStore } from '@diachi/store-files';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { backUp } from './back-up.ts';
import { backupKeys } from './backup-keys.ts';
import { checkRestored } from './check-restored.ts';
import { findBackups, readBackup } from './find-backups.ts';
import { prune } from './prune.ts';
import { restoreObjects } from './restore-objects.ts';
import { type KeptDocument, keepDocument } from './testing/small-store.ts';

let folder: string;
let store: ObjectStore;
let place: ObjectStore;
let letter: KeptDocument;
let now: Date;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diachi-backup-'));
  store = await createFileObjectStore({ folder: join(folder, 'store') });
  place = await createFileObjectStore({ folder: join(folder, 'place') });
  await writeFile(join(folder, 'dump'), 'a copy of the catalogue');
  now = new Date('2026-11-20T01:00:00Z');
  letter = await keepDocument(store, 'letter');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a backup', () => {
  test('has every object and the catalogue, and nothing of uploads under way', async () => {
    await store.put('incoming/u1/upload.json', Buffer.from('{}'), 'application/json');

    const backup = await make();

    expect(backup).toMatchObject({ name: '20261120t010000z', objects: 5, newObjects: 5, problems: [] });
    expect(await copyOfCatalogue(backup.name)).toBe('a copy of the catalogue');
  });

  test('brings only what no backup before has, and reads no original twice', async () => {
    await make();
    await keepDocument(store, 'map');
    const asked: string[] = [];
    store = { ...store, read: noting(asked, store.read), withFile: notingFile(asked, store.withFile) };

    const backup = await make();

    expect(backup).toMatchObject({ objects: 10, newObjects: 5 });
    expect(asked).not.toContain(letter.original);
    expect(asked).not.toContain(letter.pdf);
  });

  test('keeps no answer of its place open while objects are brought: no server waits for hours', async () => {
    const before = await make();
    await keepDocument(store, 'map');
    const listings: Readable[] = [];
    const open = place;
    place = {
      ...open,
      read: async (key, range) => {
        const body = await open.read(key, range);
        if (key === backupKeys.listing(before.name)) listings.push(body);
        return body;
      },
      put: async (key, body, type) => {
        expect(listings.map(({ closed }) => closed)).toEqual(listings.map(() => true));
        await open.put(key, body, type);
      },
    };

    expect(await make()).toMatchObject({ objects: 10, newObjects: 5 });
    // It was looked whether the listing is still whole.
    expect(listings).toHaveLength(1);
  });

  test('has the record as it is now, though it was there before in other words', async () => {
    await make();
    await store.put(keys.record(letter.revision.documentId), Buffer.from('changed'), 'application/json');

    const { newObjects, name } = await make();
    const restored = await restoredFrom(name);

    expect(newObjects).toBe(1);
    expect(Buffer.from(await restored.get(keys.record(letter.revision.documentId))).toString()).toBe('changed');
  });

  test('tells which bytes of the library are damaged, and does not take them for good', async () => {
    await appendFile(join(folder, 'store', letter.original), 'rot');

    const backup = await make();

    expect(backup).toMatchObject({ objects: 4 });
    expect(backup.problems).toMatchObject([{ key: letter.original, failure: { code: 'backup.damaged' } }]);
  });

  test('keeps the good bytes an earlier one brought in place of damaged ones', async () => {
    const first = await make();
    await place.remove(backupKeys.listing(first.name));
    await appendFile(join(folder, 'store', letter.pdf), 'rot');

    const backup = await make();
    const restored = await restoredFrom(backup.name);

    expect(backup.problems).toMatchObject([{ key: letter.pdf, failure: { code: 'backup.damaged' } }]);
    expect(Buffer.from(await restored.get(letter.pdf)).toString()).toBe('%PDF of letter');
  });

  test('goes on over an object that its library removes meanwhile', async () => {
    const read: ObjectStore['read'] = (key) => store.read(key === letter.original ? 'gone-meanwhile' : key);

    const backup = await make({ ...store, read });

    expect(backup).toMatchObject({ objects: 4, problems: [] });
  });

  test('that breaks off is none, and the next one goes on with the bytes it brought', async () => {
    const withFile = () => Promise.reject(new Error('the store is away'));
    await expect(make({ ...store, withFile })).rejects.toThrow('the store is away');

    await expect(readBackup(place)).rejects.toMatchObject({ code: 'backup.none' });
    const backup = await make();

    expect(backup.newObjects).toBeLessThan(backup.objects);
    expect((await findBackups(place)).filter(({ isWhole }) => isWhole)).toHaveLength(1);
  });

  test('is made also when the one before is damaged', async () => {
    const first = await make();
    await appendFile(join(folder, 'place', backupKeys.listing(first.name)), 'rot');

    expect(await make()).toMatchObject({ objects: 5, newObjects: 0 });
  });
});

describe('restoring', () => {
  test('brings back every object with its bytes, goes on after it was broken off, and finds what it needs whole', async () => {
    const backup = await make();
    const fresh = await createFileObjectStore({ folder: join(folder, 'fresh') });
    await fresh.put(letter.original, Buffer.from('half a'), 'application/octet-stream');

    const report = await restoreObjects(place, fresh, backup);

    expect(report).toMatchObject({ objects: 5, problems: [] });
    expect(await contentsOf(fresh)).toEqual(await contentsOf(store));
  });

  test('into a store with something else is refused before anything is written', async () => {
    const backup = await make();
    const other = await createFileObjectStore({ folder: join(folder, 'other') });
    const theirs = await keepDocument(other, 'theirs');

    await expect(restoreObjects(place, other, backup)).rejects.toMatchObject({ code: 'restore.not-empty' });
    expect(await other.has(letter.original)).toBe(false);
    expect(await other.has(theirs.original)).toBe(true);
  });

  test('tells what the backup itself has lost, and brings the rest', async () => {
    const backup = await make();
    const bytes = backupKeys.bytes(letter.original.split('/')[2] as never);
    await appendFile(join(folder, 'place', bytes), 'rot');

    const fresh = await createFileObjectStore({ folder: join(folder, 'fresh') });
    const report = await restoreObjects(place, fresh, backup);

    expect(report).toMatchObject({
      objects: 4,
      problems: [{ key: letter.original, failure: { code: 'backup.damaged' } }],
    });
    expect(await fresh.has(letter.original)).toBe(false);
  });

  test('is checked byte by byte, and against what the catalogue names', async () => {
    const backup = await make();
    const fresh = await restoredFrom(backup.name);
    const catalogue = await createSqliteCatalogue({ path: join(folder, 'catalogue.sqlite') });
    const tools = { catalogue, place, store: fresh };
    try {
      expect(await checkRestored(tools, backup)).toEqual({ objects: 5, documents: 0, problems: [] });

      await fresh.put(letter.text, Buffer.from('not what was written'), 'application/json');
      const report = await checkRestored(tools, { ...backup, documents: { before: 2, after: 3 } });

      expect(report.problems).toMatchObject([
        { key: letter.text, failure: { code: 'backup.damaged' } },
        { key: 'catalogue', failure: { code: 'restore.miscounted', details: { found: 0, before: 2, after: 3 } } },
      ]);
    } finally {
      await catalogue.close();
    }
  });
});

describe('old backups', () => {
  const keep = { keepDays: 7, keepMonths: 3 };

  test('go after their time, with the bytes that no other needs', async () => {
    const old = await make();
    await removeAll(store);
    const map = await keepDocument(store, 'map');
    now = new Date('2026-11-28T01:00:00Z');
    const young = await make();

    expect(await prune(place, keep, now)).toEqual({ backups: 1, objects: 5 });

    expect((await findBackups(place)).map(({ name }) => name)).toEqual([young.name]);
    await expect(readBackup(place, old.name)).rejects.toMatchObject({ code: 'backup.none' });
    expect(await (await restoredFrom(young.name)).has(map.original)).toBe(true);
  });

  test('stay, and their bytes, when one that is kept cannot be read', async () => {
    await make();
    now = new Date('2026-11-28T01:00:00Z');
    const young = await make();
    await appendFile(join(folder, 'place', backupKeys.listing(young.name)), 'rot');
    const before = await contentsOf(place);

    await expect(prune(place, keep, now)).rejects.toMatchObject({ code: 'backup.unreadable' });
    expect(await contentsOf(place)).toEqual(before);
  });
});

async function make(from: ObjectStore = store) {
  const backup = await backUp({
    catalogue: { countByState: async () => ({ received: 0, reading: 0, published: 0, failed: 0, refused: 0 }) },
    store: from,
    place,
    withCatalogueCopy: (use) => use(join(folder, 'dump')),
    clock: () => now,
  });
  now = new Date(now.getTime() + 60_000);
  return backup;
}

async function restoredFrom(name: string): Promise<ObjectStore> {
  const fresh = await createFileObjectStore({ folder: join(folder, `fresh-${name}`) });
  await restoreObjects(place, fresh, await readBackup(place, name));
  return fresh;
}

const copyOfCatalogue = (name: string) => readFile(join(folder, 'place', backupKeys.catalogue(name)), 'utf8');

async function contentsOf(of: ObjectStore): Promise<Readonly<Record<string, string>>> {
  const contents: Record<string, string> = {};
  for await (const key of of.list('')) contents[key] = Buffer.from(await of.get(key)).toString();
  return contents;
}

async function removeAll(of: ObjectStore): Promise<void> {
  for await (const key of of.list('')) await of.remove(key);
}

const noting =
  (asked: string[], read: ObjectStore['read']): ObjectStore['read'] =>
  (key, range) => {
    asked.push(key);
    return read(key, range);
  };

const notingFile =
  (asked: string[], withFile: ObjectStore['withFile']): ObjectStore['withFile'] =>
  (key, use) => {
    asked.push(key);
    return withFile(key, use);
  };
