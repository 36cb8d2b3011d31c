import { join } from 'node:path';
import { createSqliteCatalogue } from '@diachi/catalogue-sql';
import { type DocumentId, keys, parseDocumentId, parseLibraryCode, UNRECKONED } from '@diachi/domain';
import type { Catalogue, SearchIndex } from '@diachi/ports';
import { createSqliteSearchIndex } from '@diachi/search-sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { indexDocument } from './index-document.ts';
import { publishRevision } from './publish-revision.ts';
import { type RebuildProgress, rebuildFromStore } from './rebuild.ts';
import {
  away,
  finishRevision,
  id,
  json,
  keptRecord,
  record,
  revision,
  temporaryLibrary,
} from './testing/finished-revision.ts';

let library: Awaited<ReturnType<typeof temporaryLibrary>>;
let empty: Catalogue;
let index: SearchIndex;
const second = parseDocumentId('00000000000000bb');
const third = parseDocumentId('00000000000000cc');

beforeEach(async () => {
  library = await temporaryLibrary();
  empty = await createSqliteCatalogue({ path: join(library.folder, 'new.sqlite') });
  index = await createSqliteSearchIndex({ path: join(library.folder, 'index.sqlite') });
});

afterEach(async () => {
  await index.close();
  await empty.close();
  await library.close();
});

describe('rebuilding a catalogue that was lost', () => {
  test('brings back published documents with their pages, and received ones to be read', async () => {
    await published(id, ['Địa chí', null]);
    await finishRevision(library, ['Mường Tè'], { documentId: second, number: 1 });

    const report = await rebuildFromStore({ store: library.store, catalogue: empty, index });

    expect(report).toEqual({ documents: { published: 1, received: 1, left: 0, lost: 0 }, problems: [] });
    const before = await library.catalogue.document(id);
    expect(await empty.document(id)).toEqual({
      ...before,
      isIndexed: true,
      receivedAt: keptRecord(id).receivedAt,
      changedAt: expect.any(String),
    });
    expect(await empty.pages(revision)).toEqual(await library.catalogue.pages(revision));
    expect(await empty.document(second)).toMatchObject({ state: 'received', workRevision: 1, pageCount: null });
    expect(await empty.libraries()).toEqual([{ code: record.library, name: record.library }]);
  });

  test('brings back what the member libraries are called, also over a name that a new catalogue began with', async () => {
    const libraries = [
      { code: record.library, name: 'Thư viện tỉnh Lai Châu' },
      { code: parseLibraryCode('sin-ho'), name: 'Thư viện Sìn Hồ' },
    ];
    await library.store.put(keys.libraries(), json({ version: 1, libraries }), 'application/json');
    await empty.putLibrary({ code: record.library, name: 'Thư viện tỉnh' });

    const { problems } = await rebuildFromStore({ store: library.store, catalogue: empty, index });

    expect(problems).toEqual([]);
    const byCode = libraries.toSorted((one, other) => (one.code < other.code ? -1 : 1));
    expect(await empty.libraries()).toEqual(byCode);
  });

  test('goes on without the names of libraries when their list is damaged, and says so', async () => {
    await published(id, ['Địa chí']);
    await library.store.put(keys.libraries(), Buffer.from('{'), 'application/json');

    const { problems } = await rebuildFromStore({ store: library.store, catalogue: empty, index });

    expect(problems).toMatchObject([{ key: 'libraries.json', failure: { code: 'libraries.broken' } }]);
    expect(await empty.libraries()).toEqual([{ code: record.library, name: record.library }]);
  });

  test('tells again which documents were removed, but of those that are there nothing but that', async () => {
    await published(id, ['Địa chí']);
    const gone = { version: 1, mergedInto: id, library: record.library, collection: 'Báo', kind: 'newspaper' } as const;
    for (const documentId of [id, third]) {
      await library.store.put(keys.gone(documentId), json({ ...gone, documentId }), 'application/json');
    }
    await library.store.put(keys.gone(second), Buffer.from('{'), 'application/json');

    const { problems } = await rebuildFromStore({ store: library.store, catalogue: empty, index });

    expect(problems).toMatchObject([{ key: keys.gone(second), failure: { code: 'gone.broken' } }]);
    const { version: _, ...stood } = gone;
    expect(await empty.changeOf(third)).toMatchObject({ ...stood, isGone: true });
    expect(await empty.changeOf(id)).toMatchObject({ isGone: false, mergedInto: null });
    expect(await empty.changeOf(second)).toBeNull();
  });

  test('takes the record as it was changed last', async () => {
    await published(id, ['Địa chí']);
    const changedAt = new Date(Date.now() + 60_000).toISOString();
    const changed = { ...keptRecord(id), recordVersion: 4, record: { ...record, title: 'Nhan đề mới' }, changedAt };
    await library.store.put(keys.record(id), json(changed), 'application/json');

    await rebuildFromStore({ store: library.store, catalogue: empty, index });

    expect(await empty.document(id)).toMatchObject({ recordVersion: 4, record: { title: 'Nhan đề mới' }, changedAt });
  });

  test('takes the highest revision that is whole', async () => {
    await published(id, ['Địa chí']);
    const next = await library.catalogue.startRevision(id);
    await finishRevision(library, ['mới', 'hơn'], next);
    await publishRevision(library, { revision: next, pageCount: 2 });
    await library.store.put(keys.manifest({ documentId: id, number: 3 }), Buffer.from('{'), 'application/json');

    const report = await rebuildFromStore({ store: library.store, catalogue: empty, index });

    expect(await empty.document(id)).toMatchObject({ publishedRevision: 2, pageCount: 2 });
    expect(report.problems).toMatchObject([{ failure: { code: 'manifest.broken' } }]);
  });

  test('is not stopped by a bad document, and says what could not be read', async () => {
    await published(id, ['Địa chí']);
    await library.store.put(keys.record(id), Buffer.from('nonsense'), 'application/json');
    await library.store.put(keys.record(second), json({ ...keptRecord(third) }), 'application/json');
    await finishRevision(library, ['Mường Tè'], { documentId: third, number: 1 });
    await library.store.remove(keys.original(keptRecord(third).originals[0]?.checksum ?? ('' as never)));

    const report = await rebuildFromStore({ store: library.store, catalogue: empty, index });

    expect(report.documents).toEqual({ published: 1, received: 1, left: 0, lost: 1 });
    expect(report.problems.map(({ key, failure }) => [key.slice(0, 12), failure.code])).toEqual([
      ['documents/00', 'record.broken'],
      ['originals/cc', 'original.missing'],
      ['documents/00', 'document.misplaced'],
      ['originals/cc', 'original.missing'],
    ]);
    expect(await empty.document(id)).toMatchObject({ state: 'published', recordVersion: 1, record });
  });

  test('tells how many are done', async () => {
    await published(id, ['Địa chí']);
    await finishRevision(library, ['Mường Tè'], { documentId: second, number: 1 });
    const told: RebuildProgress[] = [];

    await rebuildFromStore({ store: library.store, catalogue: empty, index }, (progress) => told.push(progress));

    expect(told).toEqual([
      { done: 1, planned: null },
      { done: 2, planned: null },
      { done: 1, planned: 1 },
      { done: 2, planned: 2 },
    ]);
  });
});

describe('rebuilding over a catalogue that is there', () => {
  test('counts what the index holds as indexed all the while, so that nobody puts it in a second time', async () => {
    await published(id, ['Địa chí']);
    await indexDocument({ ...library, index }, { revision, recordVersion: 1 });
    const seen: Promise<boolean>[] = [];

    await rebuildFromStore({ ...library, index }, () => {
      seen.push(library.catalogue.document(id).then(({ isIndexed }) => isIndexed));
    });

    expect((await library.catalogue.document(id)).isIndexed).toBe(true);
    expect(await Promise.all(seen)).toEqual([true, true, true]);
  });

  test('keeps a record that has not reached the store yet', async () => {
    await published(id, ['Địa chí']);
    await library.catalogue.changeRecord(id, { ...record, title: 'Nhan đề mới' }, 1);

    await rebuildFromStore({ ...library, index });

    expect(await library.catalogue.document(id)).toMatchObject({ recordVersion: 2, record: { title: 'Nhan đề mới' } });
  });

  test('leaves documents in work alone', async () => {
    await finishRevision(library, ['Địa chí', 'Mường Tè']);
    await library.catalogue.setPage(revision, 0, { ...UNRECKONED, state: 'read' });

    const report = await rebuildFromStore({ ...library, index });

    expect(report.documents.left).toBe(1);
    expect(await library.catalogue.document(id)).toMatchObject({ state: 'reading' });
    expect((await library.catalogue.pages(revision))[0]).toMatchObject({ state: 'read' });
  });

  test('keeps the pages of a revision in work', async () => {
    await published(id, ['Địa chí']);
    const next = await library.catalogue.startRevision(id);
    await library.catalogue.openRevision(next, [{ page: 0, label: '1', state: 'waiting', ...UNRECKONED }]);

    await rebuildFromStore({ ...library, index });

    await library.catalogue.setPage(next, 0, { ...UNRECKONED, state: 'read' });
    expect(await library.catalogue.document(id)).toMatchObject({ publishedRevision: 1, workRevision: 2 });
  });

  test('an edit saved while the files are read is kept', async () => {
    await published(id, ['Địa chí']);
    const edit = () => library.catalogue.changeRecord(id, { ...record, title: 'Nhan đề mới' }, 1);

    const report = await rebuildFromStore({ ...library, store: meanwhile(edit), index });

    expect(report).toEqual({ documents: { published: 0, received: 0, left: 1, lost: 0 }, problems: [] });
    expect(await library.catalogue.document(id)).toMatchObject({ recordVersion: 2, record: { title: 'Nhan đề mới' } });
  });

  test('a document removed while its files are read does not come back', async () => {
    await published(id, ['Địa chí']);

    const report = await rebuildFromStore({ ...library, store: meanwhile(() => library.catalogue.remove(id)), index });

    expect(report.documents).toMatchObject({ published: 0, left: 1 });
    await expect(library.catalogue.document(id)).rejects.toMatchObject({ code: 'document.missing' });
  });

  test('done twice ends the same', async () => {
    await published(id, ['Địa chí']);
    await rebuildFromStore({ ...library, index });
    const once = await library.catalogue.document(id);

    await rebuildFromStore({ ...library, index });

    expect(await library.catalogue.document(id)).toEqual(once);
  });
});

test.each(['get', 'has'] as const)(
  'a store that does not answer %s stops the rebuild, for it would lose documents',
  async (method) => {
    await published(id, ['Địa chí']);
    const store = { ...library.store, [method]: async () => Promise.reject(away) };

    await expect(rebuildFromStore({ store, catalogue: empty, index })).rejects.toBe(away);
  },
);

/** The store, and what happens once in the middle of a document being restored: when its original is looked for. */
function meanwhile(happens: () => Promise<unknown>): typeof library.store {
  let happened: Promise<unknown> | null = null;
  return {
    ...library.store,
    async has(key) {
      happened ??= happens();
      await happened;
      return library.store.has(key);
    },
  };
}

async function published(documentId: DocumentId, pages: readonly (string | null)[]): Promise<void> {
  await finishRevision(library, pages, { documentId, number: 1 });
  await publishRevision(library, { revision: { documentId, number: 1 }, pageCount: pages.length });
}
