import { join } from 'node:path';
import { type DocumentId, Failure, keys, parseDocumentId } from '@diachi/domain';
import type { SearchIndex } from '@diachi/ports';
import { createSqliteSearchIndex } from '@diachi/search-sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { indexDocument } from './index-document.ts';
import { publishRevision } from './publish-revision.ts';
import { refillIndex } from './refill-index.ts';
import type { RebuildProblem } from './restore-document.ts';
import { away, finishRevision, id, record, temporaryLibrary } from './testing/finished-revision.ts';

let library: Awaited<ReturnType<typeof temporaryLibrary>>;
let index: SearchIndex;
const second = parseDocumentId('00000000000000bb');
const problems: RebuildProblem[] = [];
const options = { tell: () => {}, tellProblem: (problem: RebuildProblem) => void problems.push(problem) };

beforeEach(async () => {
  problems.length = 0;
  library = await temporaryLibrary();
  index = await createSqliteSearchIndex({ path: join(library.folder, 'index.sqlite') });
  for (const [document, words] of [
    [id, 'Mường Tè'],
    [second, 'Sìn Hồ'],
  ] as const) {
    await finishRevision(library, [words], { documentId: document, number: 1 });
    await publishRevision(library, { revision: { documentId: document, number: 1 }, pageCount: 1 });
  }
});

afterEach(async () => {
  await index.close();
  await library.close();
});

test('searchers go on finding while the index is filled, and in the end find everything and nothing else', async () => {
  await indexAll();
  await index.put({ id: parseDocumentId('00000000000000dd'), record, receivedAt: '2026-01-01T00:00:00Z' }, []);
  const found: number[] = [];
  const get = async (key: string) => {
    found.push((await index.search({ text: 'Mường Tè' })).total);
    return library.store.get(key);
  };

  await refillIndex({ ...library, store: { ...library.store, get }, index }, options);

  expect(found).toHaveLength(2);
  expect(Math.min(...found)).toBeGreaterThanOrEqual(1);
  expect(await listed()).toEqual([id, second]);
  expect(await library.catalogue.countIndexed()).toBe(2);
});

test('nothing counts as indexed before the rebuilt index is the one that is searched', async () => {
  let countedMeanwhile = -1;
  const rebuild: SearchIndex['rebuild'] = (fill) =>
    index.rebuild(async (beside) => {
      await fill(beside);
      countedMeanwhile = await library.catalogue.countIndexed();
    });

  await refillIndex({ ...library, index: { ...index, rebuild } }, options);

  expect(countedMeanwhile).toBe(0);
  expect(await library.catalogue.countIndexed()).toBe(2);
});

test('when it fails, nothing counts as indexed, so that every document is put in again', async () => {
  await indexAll();
  const get = async (key: string) => (key.includes(second) ? Promise.reject(away) : library.store.get(key));

  const refilling = refillIndex({ ...library, store: { ...library.store, get }, index }, options);

  await expect(refilling).rejects.toBe(away);
  expect(await library.catalogue.countIndexed()).toBe(0);
  expect((await index.search({ text: 'Sìn Hồ' })).total).toBe(1);
});

test('a document whose files cannot be used is left out and told, and is tried again', async () => {
  await indexAll();
  await library.store.put(keys.text({ documentId: id, number: 1 }, 0), Buffer.from('{'), 'application/json');

  await refillIndex({ ...library, index }, options);

  expect(problems).toMatchObject([{ key: keys.manifest({ documentId: id, number: 1 }), failure: { kind: 'invalid' } }]);
  expect(await listed()).toEqual([second]);
  expect(await library.catalogue.document(id)).toMatchObject({ state: 'published', isIndexed: false });
  expect(await library.catalogue.pages({ documentId: id, number: 1 })).toHaveLength(1);
});

test('what is changed or removed while the index is filled is found as it is then', async () => {
  const rebuild: SearchIndex['rebuild'] = (fill) =>
    index.rebuild(async (beside) => {
      await library.catalogue.changeRecord(id, { ...record, title: 'Nhan đề mới' }, 1);
      await indexDocument({ ...library, index }, { revision: { documentId: id, number: 1 }, recordVersion: 2 });
      await fill({
        ...beside,
        put: async (document, pages) => beside.put(document.id === id ? { ...document, record } : document, pages),
      });
      await library.catalogue.changeRecord(id, { ...record, title: 'Nhan đề mới hơn' }, 2);
      await library.catalogue.remove(second);
    });

  await refillIndex({ ...library, index: { ...index, rebuild } }, options);

  expect(await listed()).toEqual([id]);
  expect((await index.search({ text: 'nhan đề mới hơn' })).total).toBe(1);
  expect(await library.catalogue.document(id)).toMatchObject({ recordVersion: 3, isIndexed: true });
});

test('an index that is away stops it, and a process that is asked to end does', async () => {
  const gone = new Failure('unavailable', 'search.unavailable', 'The index is away.');
  const isGone = { ...index, rebuild: async () => Promise.reject(gone) };

  await expect(refillIndex({ ...library, index: isGone }, options)).rejects.toBe(gone);

  const signal = AbortSignal.abort(new Error('asked to end'));
  await expect(refillIndex({ ...library, index }, { ...options, signal })).rejects.toThrow('asked to end');
});

async function indexAll(): Promise<void> {
  for (const documentId of [id, second]) {
    await indexDocument({ ...library, index }, { revision: { documentId, number: 1 }, recordVersion: 1 });
  }
}

async function listed(): Promise<readonly DocumentId[]> {
  const ids: DocumentId[] = [];
  for await (const one of index.documents()) ids.push(one);
  return ids;
}
