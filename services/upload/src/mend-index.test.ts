import { type DocumentId, parseDocumentId } from '@diachi/domain';
import { indexDocumentJob } from '@diachi/jobs';
import { type Catalogue, handle, type SearchIndex } from '@diachi/ports';
import { createSqliteSearchIndex } from '@diachi/search-sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { indexAway } from '../../../test/faults/index.ts';
import { createIndexWatch, mendIndex } from './mend-index.ts';
import type { TakenFile } from './taken-file.ts';
import { allOf } from './testing/all-of.ts';
import { call, jpeg, sendFile } from './testing/send-file.ts';
import { leastSteps, openLibrary, removeFolder, type TemporaryLibrary } from './testing/temporary-library.ts';

let library: TemporaryLibrary;
let index: SearchIndex;
let put: DocumentId[];
let isAway: boolean;

beforeEach(async () => {
  isAway = false;
  put = [];
  index = await createSqliteSearchIndex({ path: ':memory:' });
  library = await openLibrary({
    index: indexAway(index, () => isAway),
    handlers: (tools) => [
      ...leastSteps(tools).filter(({ job }) => job.name !== indexDocumentJob.name),
      handle(indexDocumentJob, ({ revision }) => putIntoIndex(tools.catalogue, revision.documentId)),
    ],
  });
});

afterEach(async () => {
  await library.stop();
  await index.close();
  await removeFolder(library.folder);
});

test('a search index that was emptied is filled again the next time the library is looked after', async () => {
  const ids = await taken(3);

  await index.clear();
  expect(await library.service.reconcile()).toBe(3);
  await library.quiet();

  expect(await allOf(index.documents())).toEqual(ids);
  expect((await index.search({ text: 'chợ phiên' })).total).toBe(3);
});

test('of documents that search lost only those are put in again, when they are still missing at the second look', async () => {
  const [lost, ...kept] = await taken(3);
  put.splice(0);

  await index.remove(lost ?? never());
  expect(await library.service.reconcile()).toBe(0);
  expect(await library.service.reconcile()).toBe(1);
  await library.quiet();

  expect(put).toEqual([lost]);
  expect(await allOf(index.documents())).toEqual([lost, ...kept]);
  expect(await library.service.reconcile()).toBe(0);
});

test('what was away for a moment only is left alone', async () => {
  const counts = [9, 10, 9, 10, 10];
  let forgotten = 0;
  const watch = createIndexWatch({
    catalogue: {
      countIndexed: async () => 10,
      forgetIndexed: async () => void forgotten++,
      documents: async () => ({ documents: [], next: null }),
    },
    index: { size: async () => ({ documents: counts.shift() ?? 10, pages: 10 }), async *documents() {} },
    log: { warn: () => {} },
  });

  for (let look = 0; look < 5; look += 1) expect(await watch()).toBe(0);

  expect([counts, forgotten]).toEqual([[], 0]);
});

test('a search index whose pages alone are lost is filled again, once: documents may have no text', async () => {
  let indexed = 2;
  const watch = createIndexWatch({
    catalogue: {
      countIndexed: async () => indexed,
      forgetIndexed: async () => {
        indexed = 0;
      },
      documents: async () => ({ documents: [], next: null }),
    },
    index: { size: async () => ({ documents: 2, pages: 0 }), async *documents() {} },
    log: { warn: () => {} },
  });

  expect([await watch(), await watch(), await watch()]).toEqual([0, 2, 0]);
  indexed = 2;
  expect([await watch(), await watch(), await watch()]).toEqual([0, 0, 0]);
});

test('at the opening of a library, where nothing else is at work, what is missing is seen at once', async () => {
  const [lost] = await taken(2);
  await index.remove(lost ?? never());

  expect(await mendIndex({ catalogue: library.catalogue, index, log: { warn: () => {} } })).toBe(1);

  expect((await library.catalogue.document(lost ?? never())).isIndexed).toBe(false);
});

test('a document that is removed while the index is counted is not missing in it', async () => {
  const before = [1, 0];
  const watch = createIndexWatch({
    catalogue: {
      countIndexed: async () => before.shift() ?? 0,
      forgetIndexed: () => Promise.reject(new Error('Nothing is missing.')),
      documents: async () => ({ documents: [], next: null }),
    },
    index: { size: async () => ({ documents: 0, pages: 0 }), async *documents() {} },
    log: { warn: () => {} },
  });

  expect(await watch()).toBe(0);
});

test('a search index that is away keeps nothing else from being seen to, and is filled when it is back empty', async () => {
  const ids = await taken(2);
  await library.catalogue.forgetIndexed([ids[0] ?? never()]);
  isAway = true;

  expect(await library.service.reconcile()).toBe(1);
  await library.quiet();
  await index.clear();
  isAway = false;
  await library.service.reconcile();
  await library.quiet();

  expect(await allOf(index.documents())).toEqual(ids);
});

/** As many documents, published and in the index, in the order of their ids. */
async function taken(count: number): Promise<readonly DocumentId[]> {
  const session = await library.signIn('lan', 'archivist');
  const ids: DocumentId[] = [];
  for (let number = 0; number < count; number += 1) {
    const files = [await sendFile(library, session, `${number}.jpg`, jpeg(`${number}`))];
    const answer = await call(library, session, 'POST', '/api/documents', { files });
    const [entry] = (await answer.json()) as readonly TakenFile[];
    ids.push(parseDocumentId(entry?.document));
  }
  await library.quiet();
  expect(await library.catalogue.countIndexed()).toBe(count);
  return ids.toSorted();
}

/** As the worker that does it: nothing where the catalogue thinks that it is in. */
async function putIntoIndex(catalogue: Catalogue, id: DocumentId): Promise<void> {
  const { record, receivedAt, isIndexed, publishedRevision: number, recordVersion } = await catalogue.document(id);
  if (isIndexed) return;
  await index.put({ id, record, receivedAt }, [{ page: 0, label: '1', text: 'Chợ phiên vùng cao' }]);
  put.push(id);
  await catalogue.setIndexed({ documentId: id, number }, recordVersion);
}

const never = (): never => {
  throw new Error('There is one.');
};
