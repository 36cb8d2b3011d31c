import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSqliteCatalogue } from '@diachi/catalogue-sql';
import { parseLibraryCode } from '@diachi/domain';
import type { SearchIndex } from '@diachi/ports';
import { createFileObjectStore } from '@diachi/store-files';
import { expect, onTestFinished, test } from 'vitest';
import {
  aboutKeys,
  afterCalls,
  both,
  brokenBody,
  catalogueAway,
  firstCalls,
  fullCatalogue,
  fullDisk,
  indexAway,
  lostObjects,
  on,
  slowStore,
  storeAway,
} from './index.ts';

const page = Buffer.from('page');
const away = { kind: 'unavailable', code: 'store.unavailable' };

test('a store that is away answers nothing, and can be closed', async () => {
  const store = storeAway(await storeWith('a'));

  await expect(store.has('a')).rejects.toMatchObject(away);
  await expect(store.put('b', page, 'text/plain')).rejects.toMatchObject(away);
  await expect(listed(store.list(''))).rejects.toMatchObject(away);
  await store.close();
});

test('a store that is away for some calls answers the others', async () => {
  const inner = await storeWith('a', 'b.json');

  await expect(storeAway(inner, on('put')).put('c', page, 'text/plain')).rejects.toMatchObject(away);
  expect(await storeAway(inner, on('put')).has('a')).toBe(true);
  await expect(storeAway(inner, aboutKeys('.json')).get('b.json')).rejects.toMatchObject(away);
  expect(await storeAway(inner, aboutKeys('.json')).has('a')).toBe(true);
  expect(await storeAway(inner, both(on('get'), aboutKeys('.json'))).has('b.json')).toBe(true);
});

test('a store goes away, and comes back', async () => {
  const inner = await storeWith('a');
  const goes = storeAway(inner, afterCalls(1));
  const returns = storeAway(inner, firstCalls(1));

  expect(await goes.has('a')).toBe(true);
  await expect(goes.has('a')).rejects.toMatchObject(away);
  await expect(returns.has('a')).rejects.toMatchObject(away);
  expect(await returns.has('a')).toBe(true);
});

test('a full disk can be read', async () => {
  const store = fullDisk(await storeWith('a'));

  await expect(store.put('b', page, 'text/plain')).rejects.toMatchObject({ code: 'store.full' });
  expect(await store.has('b')).toBe(false);
  expect(await listed(store.list(''))).toEqual(['a']);
});

test('a lost object is missing, and its neighbours are not', async () => {
  const store = lostObjects(await storeWith('a', 'b'), 'a');

  expect(await store.has('a')).toBe(false);
  await expect(store.get('a')).rejects.toMatchObject({ kind: 'missing', code: 'object.missing' });
  expect(await store.has('b')).toBe(true);
});

test('a slow store is let through by the test', async () => {
  const { store, letThrough, firstHeld } = slowStore(await storeWith('a'), on('get'));
  let hasAnswered = false;
  const getting = store.get('a').then(() => {
    hasAnswered = true;
  });

  await firstHeld;
  expect(await store.has('a')).toBe(true);
  expect(hasAnswered).toBe(false);
  letThrough();
  await getting;

  expect(hasAnswered).toBe(true);
});

test('a catalogue is away with its people and its audit trail', async () => {
  const catalogue = catalogueAway(await emptyCatalogue());
  const unavailable = { kind: 'unavailable', code: 'catalogue.unavailable' };

  await expect(catalogue.countByState()).rejects.toMatchObject(unavailable);
  await expect(catalogue.people.all()).rejects.toMatchObject(unavailable);
  await expect(catalogue.audit.entries({ limit: 1 })).rejects.toMatchObject(unavailable);
});

test('a full catalogue tells what it knows', async () => {
  const catalogue = fullCatalogue(await emptyCatalogue());
  const library = { code: parseLibraryCode('tinh'), name: 'Thư viện tỉnh' };

  await expect(catalogue.putLibrary(library)).rejects.toMatchObject({ code: 'catalogue.full' });
  expect(await catalogue.libraries()).toEqual([]);
  expect(await catalogue.people.all()).toEqual([]);
  expect(await catalogue.unfinished({ limit: 1 })).toMatchObject({ documents: [] });
  expect(await catalogue.inWork(1)).toEqual([]);
  expect(await catalogue.countInWork()).toMatchObject({ documents: 0 });
  expect(await catalogue.withFailure(1)).toEqual([]);
  expect(await catalogue.countIndexed()).toBe(0);
  expect(await catalogue.toForget(1)).toEqual([]);
  expect(await catalogue.locks.alone('steward', async () => {})).toBe(true);
});

test('an index that is away answers nothing', async () => {
  const index = indexAway({ size: async () => ({ documents: 1, pages: 2 }) } as SearchIndex);

  await expect(index.size()).rejects.toMatchObject({ kind: 'unavailable', code: 'search.unavailable' });
});

test('a body breaks off', async () => {
  const store = await storeWith();

  await expect(store.put('a', brokenBody(page), 'text/plain')).rejects.toThrow('The line broke.');
});

async function storeWith(...keys: readonly string[]) {
  const folder = await emptyFolder();
  const store = await createFileObjectStore({ folder });
  for (const key of keys) await store.put(key, page, 'text/plain');
  return store;
}

async function emptyCatalogue() {
  const catalogue = await createSqliteCatalogue({ path: join(await emptyFolder(), 'catalogue.sqlite') });
  onTestFinished(() => catalogue.close());
  return catalogue;
}

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'diachi-faults-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function listed(keys: AsyncIterable<string>): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const key of keys) all.push(key);
  return all;
}
