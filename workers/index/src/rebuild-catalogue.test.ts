import { join } from 'node:path';
import { createSqliteCatalogue } from '@diachi/catalogue-sql';
import { keys } from '@diachi/domain';
import type { Catalogue, SearchIndex } from '@diachi/ports';
import { createSqliteSearchIndex } from '@diachi/search-sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { rebuildCatalogue } from './rebuild-catalogue.ts';
import { finishRevision, id, revision, temporaryLibrary } from './testing/finished-revision.ts';

let library: Awaited<ReturnType<typeof temporaryLibrary>>;
let empty: Catalogue;
let index: SearchIndex;
const log = { info: () => {}, warn: () => {} };

beforeEach(async () => {
  library = await temporaryLibrary();
  empty = await createSqliteCatalogue({ path: join(library.folder, 'new.sqlite') });
  await finishRevision(library, ['Mường Tè'], revision);
  index = await createSqliteSearchIndex({ path: join(library.folder, 'index.sqlite') });
});

afterEach(async () => {
  await index.close();
  await empty.close();
  await library.close();
});

test('what became of a rebuild is noted in the catalogue it filled', async () => {
  await library.store.put(`documents/${id}/notes.txt`, Buffer.from('?'), 'text/plain');
  const tools = { store: library.store, catalogue: empty, index, log, clock: () => new Date('2026-03-01T08:00:00Z') };

  await rebuildCatalogue(tools, new AbortController().signal);

  const [entry] = await empty.audit.entries({ limit: 10 });
  expect(entry).toEqual({
    at: '2026-03-01T08:00:00.000Z',
    who: 'system',
    what: 'library.rebuilt',
    documentId: null,
    details: { documents: 1, outcomes: { published: 0, received: 1, left: 0, lost: 0 }, problems: 0 },
  });
  expect(await empty.document(id)).toMatchObject({ state: 'received' });
});

test('files that could not be used are counted and told in the log', async () => {
  await library.store.put(keys.record(id), Buffer.from('not JSON'), 'application/json');
  const told: unknown[] = [];
  const telling = { ...log, warn: (fields: unknown) => void told.push(fields) };

  await rebuildCatalogue({ store: library.store, catalogue: empty, index, log: telling }, new AbortController().signal);

  const [entry] = await empty.audit.entries({ limit: 10 });
  expect(entry?.details).toMatchObject({ problems: told.length });
  expect(told).toEqual([{ key: keys.record(id), failure: expect.objectContaining({ kind: 'invalid' }) }]);
});

test('a rebuild whose process is asked to end is broken off, and nothing is noted', async () => {
  const tools = { store: library.store, catalogue: empty, index, log };

  await expect(rebuildCatalogue(tools, AbortSignal.abort(new Error('asked to end')))).rejects.toThrow('asked to end');

  expect(await empty.audit.entries({ limit: 10 })).toEqual([]);
});
