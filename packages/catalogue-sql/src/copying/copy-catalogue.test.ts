import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseChecksum, parseDocumentId, parseLibraryCode, parseRecord, UNRECKONED } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { findPostgres, type PostgresServer, startPostgres } from '../../../../test/servers/index.ts';
import { createPostgresCatalogue } from '../postgres-catalogue.ts';
import { createSqliteCatalogue } from '../sqlite-catalogue.ts';
import { openEnd } from './catalogue-end.ts';
import { type CatalogueEnd, copyCatalogue } from './copy-catalogue.ts';

// More than are copied at once.
const DOCUMENTS = 115;
const soon = '2999-01-01T00:00:00.000Z';
const notEmpty = { kind: 'conflict', code: 'catalogue.not-empty' };

describe.skipIf(!findPostgres())('copying a catalogue', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  const sqliteEnd = async (): Promise<CatalogueEnd> => {
    const folder = await mkdtemp(join(tmpdir(), 'diachi-copy-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    return { kind: 'sqlite', path: join(folder, 'catalogue.sqlite') };
  };
  const postgresEnd = async (): Promise<CatalogueEnd> => ({ kind: 'postgres', url: await server.createDatabase() });
  const open = async (end: CatalogueEnd) => {
    const catalogue = await (end.kind === 'sqlite'
      ? createSqliteCatalogue({ path: end.path })
      : createPostgresCatalogue({ url: end.url, poolSize: 4 }));
    onTestFinished(() => catalogue.close());
    return catalogue;
  };
  /** A library at rest: whoever had it open has closed it. */
  const library = async (end: CatalogueEnd): Promise<CatalogueEnd> => {
    const catalogue = await open(end);
    await fill(catalogue);
    await catalogue.close();
    return end;
  };

  describe.each([
    { way: 'from SQLite to PostgreSQL', openFrom: sqliteEnd, openTo: postgresEnd },
    { way: 'from PostgreSQL to SQLite', openFrom: postgresEnd, openTo: sqliteEnd },
  ])('$way', ({ openFrom, openTo }) => {
    test('everything arrives, but who is signed in; nothing is indexed, and nothing is counted wrongly', async () => {
      const [from, to] = [await library(await openFrom()), await openTo()];
      const heard: number[] = [];

      const rows = await copyCatalogue(from, to, ({ documents, of }) => {
        expect(of).toBe(DOCUMENTS - 1);
        heard.push(documents);
      });

      expect(rows).toMatchObject({ document: DOCUMENTS - 1, audit: DOCUMENTS, library: 2, person: 2, change: 58 });
      expect(heard.at(-1)).toBe(DOCUMENTS - 1);
      const [before, after] = [await open(from), await open(to)];
      expect(await everythingOf(after)).toEqual({
        ...(await everythingOf(before)),
        session: null,
        indexed: 0,
        toForget: [],
      });
    });

    test('numbers go on after those that were given out, also when what had them is gone', async () => {
      const [from, to] = [await library(await openFrom()), await openTo()];

      await copyCatalogue(from, to);

      const after = await open(to);
      const { document } = await after.receive(documentNumber(900));
      const [newest] = (await after.documents({}, { limit: 1 })).documents;
      expect(newest).toEqual(document);
      await after.audit.note({ at: soon, who: 'Lan', what: 'document.received', documentId: null, details: {} });
      expect((await after.audit.entries({ limit: 1 }))[0]?.at).toBe(soon);
      expect((await after.people.add({ name: 'Hoa', role: 'archivist' })).id).toBe(3);
      const { db, counters, close } = await openEnd(to);
      expect(await counters.read(db, 'document')).toBe(DOCUMENTS + 1);
      await close();
    });

    test('broken off, nobody can work with the half, and the copying goes on where it was', async () => {
      const [from, to] = [await library(await openFrom()), await openTo()];
      const breakOff = copyCatalogue(from, to, () => {
        throw new Error('the cable is out');
      });
      await expect(breakOff).rejects.toThrow('the cable is out');
      await expect(open(to)).rejects.toMatchObject({ kind: 'unavailable', code: 'catalogue.half-copied' });
      const meanwhile = await open(from);
      await meanwhile.changeRecord(idOf(3), recordOf(3, 'Sửa lại'), 1);
      await meanwhile.setPage({ documentId: idOf(1), number: 1 }, 0, { ...UNRECKONED, state: 'blank' });
      await meanwhile.remove(idOf(5));
      await meanwhile.receive(documentNumber(5));
      await meanwhile.close();

      await copyCatalogue(from, to);

      const [before, after] = [await open(from), await open(to)];
      expect(await everythingOf(after)).toMatchObject({
        ...(await everythingOf(before)),
        session: null,
        indexed: 0,
        toForget: [],
      });
    });

    test('all there already, copying again only looks; worked with since, it is refused', async () => {
      const [from, to] = [await library(await openFrom()), await openTo()];
      const rows = await copyCatalogue(from, to);
      const after = await open(to);
      await after.setIndexed({ documentId: idOf(2), number: 1 }, 1);

      expect(await copyCatalogue(from, to)).toEqual(rows);
      expect(await after.countIndexed()).toBe(1);
      await after.changeRecord(idOf(3), recordOf(3, 'Sửa lại'), 1);

      await expect(copyCatalogue(from, to)).rejects.toMatchObject(notEmpty);
      expect((await after.document(idOf(3))).record.title).toBe('Sửa lại');
    });

    test('a library somebody works with while it is copied is not said to have arrived', async () => {
      const [from, to] = [await library(await openFrom()), await openTo()];
      const source = await openEnd(from);
      onTestFinished(() => source.close());
      const changed: Promise<unknown>[] = [];

      const copying = copyCatalogue(from, to, () => {
        if (changed.length > 0) return;
        changed.push(
          source.db
            .insertInto('library')
            .values({ code: parseLibraryCode('sin-ho'), name: 'Sìn Hồ' })
            .execute(),
        );
      });

      await expect(copying).rejects.toMatchObject({ kind: 'conflict', code: 'catalogue.changed-meanwhile' });
      await Promise.allSettled(changed);
      await copyCatalogue(from, to);
      expect(await (await open(to)).libraries()).toHaveLength(3);
    });

    test('a catalogue in which there is anything is not written over', async () => {
      const [from, to] = [await library(await openFrom()), await openTo()];
      const other = await open(to);
      await other.people.add({ name: 'Minh', role: 'admin' });

      await expect(copyCatalogue(from, to)).rejects.toMatchObject(notEmpty);

      expect(await other.documents({}, { limit: 1 })).toEqual({ documents: [], next: null });
      expect(await other.people.all()).toHaveLength(1);
    });
  });
});

const idOf = (number: number) => parseDocumentId(String(number).padStart(16, '0'));
const recordOf = (number: number, title = `Tập ${number}`) =>
  parseRecord({ title, library: number % 2 ? 'tinh' : 'muong-te', collection: `Bộ ${number % 5}`, kind: 'book' });
const documentNumber = (number: number) => ({
  id: idOf(number),
  record: recordOf(number),
  originals: [0, 1].map((part) => ({
    checksum: parseChecksum(String(number * 10 + part).padStart(64, '0')),
    fileName: `trang-${part}.tif`,
    sizeBytes: 1_000,
    type: 'image/tiff' as const,
  })),
});
const pagesOf = (count: number, state: 'waiting' | 'read') =>
  Array.from({ length: count }, (_, page) => ({ page, label: `${page + 1}`, state, ...UNRECKONED }));

/** Documents in every state, one of them removed again; people, a session and links; an audit trail. */
async function fill(catalogue: Catalogue): Promise<void> {
  for (const [code, name] of [
    ['tinh', 'Thư viện tỉnh'],
    ['muong-te', 'Mường Tè'],
  ] as const) {
    await catalogue.putLibrary({ code: parseLibraryCode(code), name });
  }
  const lan = await catalogue.people.add({ name: 'Lan', role: 'admin' });
  await catalogue.people.add({ name: 'Đức', role: 'archivist' });
  await catalogue.people.setPassword(lan.id, 'hashed');
  await catalogue.people.openSession({ tokenHash: 'session', personId: lan.id, expiresAt: soon });
  await catalogue.people.addSignInLink({ tokenHash: 'link', personId: lan.id, expiresAt: soon });
  const access = { name: 'sao lưu', scopes: ['read'], personId: lan.id, expiresAt: soon } as const;
  await catalogue.people.tokens.add({ ...access, tokenHash: 'c'.repeat(64) });
  for (let number = 1; number <= DOCUMENTS; number++) {
    const revision = { documentId: idOf(number), number: 1 };
    await catalogue.receive(documentNumber(number));
    await catalogue.audit.note({
      at: soon,
      who: 'Lan',
      what: 'document.received',
      documentId: idOf(number),
      details: { number },
    });
    if (number % 4 === 0) continue;
    await catalogue.openRevision(revision, pagesOf(number % 7, 'waiting'));
    await catalogue.finishStep({ revision, job: 'ocr-page', stepId: 'ocr-page_1' });
    if (number % 4 === 1) continue;
    const read = { expectedError: (number % 9) / 100, isTrusted: number % 5 === 1 };
    await catalogue.publish(
      revision,
      pagesOf(number % 7, 'read').map((page) => ({ ...page, ...read })),
    );
    if (number % 3 === 0) await catalogue.setIndexed(revision, 1);
    if (number % 5 === 0) await catalogue.startRevision(idOf(number));
    if (number % 11 === 0)
      await catalogue.fail(idOf(number), {
        kind: 'unavailable',
        code: 'store.unavailable',
        message: 'Away.',
        details: {},
        job: 'ocr-page',
        page: 1,
      });
  }
  await catalogue.remove(idOf(DOCUMENTS));
}

async function everythingOf(catalogue: Catalogue) {
  const { documents } = await catalogue.documents({}, { limit: 1_000 });
  const pages = await Promise.all(
    documents.map(({ id, workRevision }) => catalogue.pages({ documentId: id, number: workRevision })),
  );
  return {
    documents: documents.map((document) => ({ ...document, isIndexed: false })),
    pages,
    progress: await Promise.all(
      documents.map(({ id, workRevision }) => catalogue.progress({ documentId: id, number: workRevision })),
    ),
    counts: [await catalogue.countByState(), await catalogue.countInWork(), await catalogue.collections()],
    shelves: (await catalogue.shelves()).map((shelf) => JSON.stringify(shelf)).toSorted(),
    bytes: await catalogue.documentsWithOriginal(documentNumber(7).originals[1]?.checksum ?? parseChecksum('')),
    libraries: await catalogue.libraries(),
    people: await catalogue.people.all(),
    tokens: await Promise.all((await catalogue.people.all()).map(({ id }) => catalogue.people.tokens.of(id))),
    token: (await catalogue.people.tokens.use('c'.repeat(64), '2030-01-01T00:00:00.000Z'))?.token.name,
    link: await catalogue.people.signInLink('link', '2030-01-01T00:00:00.000Z'),
    session: await catalogue.people.session('session', '2030-01-01T00:00:00.000Z'),
    audit: await catalogue.audit.entries({ limit: 1_000 }),
    indexed: await catalogue.countIndexed(),
    toForget: await catalogue.toForget(10),
    toClear: await catalogue.toClear(10),
    toCheck: [await catalogue.documentsToCheck({ limit: 1_000 }), await catalogue.pagesToCheck({ limit: 1_000 })].map(
      ({ listed }) => JSON.stringify(listed, (key, value) => (key === 'isIndexed' ? false : value)),
    ),
    trusted: await catalogue.trustedText(),
    changes: (await catalogue.changes({}, { order: 'oldest-first', limit: 1_000 })).changes,
    changeShelves: await catalogue.changeShelves(),
  };
}
