import { keys, parseChecksum, parseDocumentId } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import { afterEach, describe, expect, test } from 'vitest';
import { aboutKeys, catalogueAway, on, slowStore, storeAway } from '../../../test/faults/index.ts';
import { nameDocument } from './name-document.ts';
import type { TakenFile } from './taken-file.ts';
import { allOf } from './testing/all-of.ts';
import { call, jpeg, sendFile, sha256 } from './testing/send-file.ts';
import {
  type Headers,
  type LibraryOptions,
  openLibrary,
  removeFolder,
  type TemporaryLibrary,
} from './testing/temporary-library.ts';

const A = jpeg('a');
const B = jpeg('b');
const checksumOf = (bytes: Buffer) => parseChecksum(sha256(bytes));
const originalOf = (bytes: Buffer) => keys.original(checksumOf(bytes));

const open: TemporaryLibrary[] = [];

afterEach(async () => {
  for (const library of open.splice(0).reverse()) {
    await library.stop();
    await removeFolder(library.folder);
  }
});

describe('an original that is gone from the store', () => {
  test('is put back when the same file is handed in, and that is noted once', async () => {
    const { library, admin } = await opened({ works: false });
    const id = await take(library, admin, A);
    await library.store.remove(originalOf(A));

    const again = [await commit(library, admin, A), await commit(library, admin, A)];

    expect(again).toMatchObject([
      { document: id, isNew: false },
      { document: id, isNew: false },
    ]);
    expect(Buffer.from(await library.store.get(originalOf(A)))).toEqual(A);
    expect(await whatHappened(library, id)).toEqual(['document.originals-put-back', 'document.received']);
  });

  test('keeps the upload from being acknowledged as long as it cannot be put back', async () => {
    let isAway = false;
    const { library, admin } = await opened({
      works: false,
      wrapStore: (store) => storeAway(store, (asked) => isAway && on('putFile')(asked)),
    });
    const id = await take(library, admin, A);
    await library.store.remove(originalOf(A));
    const file = await sendFile(library, admin, 'a.jpg', A);

    isAway = true;
    const answer = await call(library, admin, 'POST', '/api/documents', { files: [file] });
    isAway = false;
    const [again] = await committed(library, admin, [file]);

    expect(answer.status).toBe(503);
    expect(again).toMatchObject({ document: id, isNew: false });
    expect(await library.store.has(originalOf(A))).toBe(true);
  });
});

describe('a removal that was broken off', () => {
  test('while the store was away is seen by nobody but the steward, who ends it', async () => {
    let isAway = false;
    const { library, admin } = await opened({
      wrapStore: (store) => storeAway(store, (asked) => isAway && on('remove')(asked)),
    });
    const id = await take(library, admin, A);
    await library.quiet();

    isAway = true;
    expect((await call(library, admin, 'DELETE', `/api/documents/${id}`)).status).toBe(204);
    await library.service.reconcile();
    expect(await library.store.has(originalOf(A))).toBe(true);
    expect((await call(library, admin, 'GET', `/api/work/${id}`)).status).toBe(410);

    isAway = false;
    await library.service.reconcile();

    // That it was there is remembered: others may have a copy of its record.
    expect(await allOf(library.store.list(''))).toEqual([keys.gone(id), 'libraries.json']);
    expect(await library.catalogue.toClear(9)).toEqual([]);
  });

  test('half-way by the death of its process is ended, and what another document needs stays', async () => {
    const { library, admin } = await opened({ works: false });
    const other = await take(library, admin, B);
    const id = await take(library, admin, A, B);
    // All that a process does before it is killed between two files.
    await library.catalogue.remove(id);
    await library.store.remove(originalOf(A));

    await library.service.reconcile();

    expect(await allOf(library.store.list('documents/'))).toEqual([keys.record(other)]);
    expect(await allOf(library.store.list('originals/'))).toEqual([originalOf(B)]);
    expect(await library.catalogue.toClear(9)).toEqual([]);
  });

  test('is over when the document is received again, which starts anew with nothing of what was', async () => {
    const { library, admin } = await opened({ works: false });
    const id = await take(library, admin, A);
    const leftOver = keys.pageList({ documentId: id, number: 1 });
    await library.store.put(leftOver, Buffer.from('{}'), 'application/json');
    await library.catalogue.remove(id);
    await library.store.remove(originalOf(A));

    expect(await commit(library, admin, A)).toMatchObject({ document: id, isNew: true, state: 'received' });
    await library.service.reconcile();

    expect((await allOf(library.store.list(''))).toSorted()).toEqual(
      [keys.record(id), 'libraries.json', originalOf(A)].toSorted(),
    );
    expect(await library.catalogue.toClear(9)).toEqual([]);
  });

  test('before it began leaves the document as it is', async () => {
    let isAway = false;
    const { library, admin } = await opened({
      wrapCatalogue: (catalogue) => catalogueAway(catalogue, (asked) => isAway && on('remove')(asked)),
    });
    const id = await take(library, admin, A);
    await library.quiet();
    const before = await allOf(library.store.list(''));

    isAway = true;
    expect((await call(library, admin, 'DELETE', `/api/documents/${id}`)).status).toBe(503);

    expect(await allOf(library.store.list(''))).toEqual(before);
    expect(await library.catalogue.document(id)).toMatchObject({ state: 'published' });
  });
});

test('a document received while its removal is under way waits, and has everything', async () => {
  let letThrough = () => {};
  let firstHeld: Promise<void> = Promise.resolve();
  const { library, admin } = await opened({
    works: false,
    uploadsIn: 'store',
    wrapStore: (store) => {
      const slow = slowStore(store, (asked) => on('remove')(asked) && aboutKeys(sha256(A))(asked));
      ({ letThrough, firstHeld } = slow);
      return slow.store;
    },
  });
  const inLine = Promise.withResolvers<void>();
  const other = await openLibrary({
    works: false,
    uploadsIn: 'store',
    beside: library,
    wrapCatalogue: (catalogue) =>
      withLocks(catalogue, (name) => {
        if (name === nameDocument([checksumOf(A)])) inLine.resolve();
      }),
  });
  open.push(other);
  const id = await take(library, admin, A);
  const file = await sendFile(other, admin, 'a.jpg', A);

  const removing = call(library, admin, 'DELETE', `/api/documents/${id}`);
  await firstHeld;
  const again = committed(other, admin, [file]);
  await inLine.promise;
  letThrough();

  expect((await removing).status).toBe(204);
  expect(await again).toMatchObject([{ document: id, isNew: true }]);
  expect(Buffer.from(await library.store.get(originalOf(A)))).toEqual(A);
  expect(await library.store.has(keys.record(id))).toBe(true);
});

const withLocks = (catalogue: Catalogue, onAsked: (name: string) => void): Catalogue => ({
  ...catalogue,
  locks: {
    ...catalogue.locks,
    inOrder: (name, work) => {
      const done = catalogue.locks.inOrder(name, work);
      onAsked(name);
      return done;
    },
  },
});

describe('two records of one thing', () => {
  test('become one: the one that goes leads to the one that stays, by its address or its id', async () => {
    const { library, admin } = await opened({ works: false });
    const [goes, stays] = [await take(library, admin, A), await take(library, admin, B)];
    const shown = { documentId: parseDocumentId(goes), number: 1 };
    await library.catalogue.openRevision(shown, []);
    await library.catalogue.publish(shown, []);

    const into = `https://kho.example/documents/${stays}/pages/3?q=a`;
    const answer = await call(library, admin, 'POST', `/api/documents/${goes}/merge`, { into });

    expect(await answer.json()).toEqual({ document: stays });
    expect(await library.catalogue.changeOf(parseDocumentId(goes))).toMatchObject({ isGone: true, mergedInto: stays });
    expect(await library.store.has(originalOf(A))).toBe(false);
    expect(await library.store.has(originalOf(B))).toBe(true);
  });

  test.each([
    ['nobody knows', 'x'.repeat(16), 'document.missing'],
    ['is no document', 'https://kho.example/', 'merge.no-document'],
  ])('stay two when the other %s', async (_name, into, code) => {
    const { library, admin } = await opened({ works: false });
    const id = await take(library, admin, A);

    const answer = await call(library, admin, 'POST', `/api/documents/${id}/merge`, { into });

    expect(await answer.json()).toMatchObject({ code });
    expect(await library.catalogue.document(parseDocumentId(id))).toMatchObject({ id });
  });

  test('stay two when it is the same one', async () => {
    const { library, admin } = await opened({ works: false });
    const id = await take(library, admin, A);

    const answer = await call(library, admin, 'POST', `/api/documents/${id}/merge`, { into: id });

    expect(await answer.json()).toMatchObject({ code: 'merge.itself' });
    expect(await library.store.has(originalOf(A))).toBe(true);
  });
});

async function opened(options: LibraryOptions): Promise<{ library: TemporaryLibrary; admin: Headers }> {
  const library = await openLibrary(options);
  open.push(library);
  return { library, admin: await library.signIn('minh', 'admin') };
}

type Sent = { readonly upload: string; readonly sha256: string; readonly name: string };

async function committed(library: TemporaryLibrary, session: Headers, files: readonly Sent[]) {
  const answer = await call(library, session, 'POST', '/api/documents', { files, together: true });
  expect(answer.status).toBe(200);
  return (await answer.json()) as readonly TakenFile[];
}

async function commit(library: TemporaryLibrary, session: Headers, ...given: Buffer<ArrayBuffer>[]) {
  const files: Sent[] = [];
  for (const [place, bytes] of given.entries())
    files.push(await sendFile(library, session, `page ${place}.jpg`, bytes));
  const [entry] = await committed(library, session, files);
  return entry;
}

const take = async (library: TemporaryLibrary, session: Headers, ...given: Buffer<ArrayBuffer>[]) =>
  parseDocumentId((await commit(library, session, ...given))?.document);

const whatHappened = async ({ catalogue }: TemporaryLibrary, id: ReturnType<typeof nameDocument>) =>
  (await catalogue.audit.entries({ documentId: id, limit: 9 })).map(({ what }) => what);
