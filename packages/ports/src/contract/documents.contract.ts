import { UNRECKONED } from '@diachi/domain';
import { describe, expect, test } from 'vitest';
import type { Catalogue, DocumentFilter } from '../catalogue.ts';
import {
  checksum,
  documentId,
  failure,
  library,
  newDocument,
  original,
  pages,
  record,
  restored,
} from './sample-documents.ts';

/** Taking documents in, listing, describing and removing them. A part of `catalogueContract`. */
export function documentsContract(open: () => Promise<Catalogue>): void {
  describe('receiving', () => {
    test('a document comes in as received, with revision 1 to be worked on', async () => {
      const catalogue = await open();

      const { document, isNew } = await catalogue.receive(newDocument(1));

      expect(isNew).toBe(true);
      expect(document).toEqual({
        ...newDocument(1),
        recordVersion: 1,
        state: 'received',
        publishedRevision: 0,
        workRevision: 1,
        pageCount: null,
        failure: null,
        isIndexed: false,
        receivedAt: document.receivedAt,
        changedAt: document.receivedAt,
      });
      expect(new Date(document.receivedAt).toISOString()).toBe(document.receivedAt);
      expect(await catalogue.document(documentId(1))).toEqual(document);
    });

    test('one that is known already changes nothing', async () => {
      const catalogue = await open();
      const first = await catalogue.receive(newDocument(1));
      await catalogue.openRevision({ documentId: documentId(1), number: 1 }, pages(2));

      const again = await catalogue.receive(newDocument(1, { title: 'Another title' }));

      expect(again).toEqual({ document: await catalogue.document(documentId(1)), isNew: false });
      expect(again.document).toMatchObject({ record: first.document.record, state: 'reading', pageCount: 2 });
    });

    test('of one received many times at once, one is new', async () => {
      const catalogue = await open();

      const received = await Promise.all(Array.from({ length: 5 }, () => catalogue.receive(newDocument(1))));

      expect(received.filter(({ isNew }) => isNew)).toHaveLength(1);
    });

    test('a refused one starts again, and nothing of before remains', async () => {
      const catalogue = await open();
      await catalogue.receive(newDocument(1));
      await catalogue.changeRecord(documentId(1), record({ title: 'Before' }), 1);
      await catalogue.openRevision({ documentId: documentId(1), number: 1 }, pages(3, 'read'));
      await catalogue.refuse(documentId(1), failure);

      const { document, isNew } = await catalogue.receive(newDocument(1, { title: 'Put right' }));

      expect(isNew).toBe(true);
      expect(document).toMatchObject({
        state: 'received',
        failure: null,
        pageCount: null,
        recordVersion: 1,
        record: { title: 'Put right' },
      });
      expect(await catalogue.pages({ documentId: documentId(1), number: 1 })).toEqual([]);
    });

    test('documents are given by their names, as many as are asked for; those nobody knows are left out', async () => {
      const catalogue = await open();
      const received = [await catalogue.receive(newDocument(1)), await catalogue.receive(newDocument(2))];
      const names = Array.from({ length: 1_200 }, (_, number) => documentId(number));

      const named = await catalogue.documentsNamed(names);

      expect(named.toSorted((one, other) => (one.id < other.id ? -1 : 1))).toEqual(received.map((one) => one.document));
      expect(await catalogue.documentsNamed([])).toEqual([]);
    });

    test('the same bytes twice in one document are listed twice and found once', async () => {
      const catalogue = await open();
      const originals = [original(1), original(2), { ...original(1), fileName: 'again.tif' }];

      await catalogue.receive({ ...newDocument(1), originals });

      expect((await catalogue.document(documentId(1))).originals).toEqual(originals);
      expect(await catalogue.documentsWithOriginal(checksum(1))).toEqual([documentId(1)]);
    });

    test('a document nobody knows is missing', async () => {
      const catalogue = await open();

      await expect(catalogue.document(documentId(9))).rejects.toMatchObject(missing);
    });
  });

  describe('finding documents by their bytes', () => {
    test('oldest first, refused ones left out', async () => {
      const catalogue = await open();
      const originals = [original(7)];
      await catalogue.restore(restored(1, 30, { originals }), []);
      await catalogue.restore(restored(2, 10, { originals: [original(6), original(7)] }), []);
      await catalogue.restore(restored(3, 20, { originals: [original(6)] }), []);
      await catalogue.restore(restored(4, 5, { originals, state: 'refused', publishedRevision: 0 }), []);

      expect(await catalogue.documentsWithOriginal(checksum(7))).toEqual([documentId(2), documentId(1)]);
      expect(await catalogue.documentsWithOriginal(checksum(8))).toEqual([]);
    });
  });

  describe('listing', () => {
    test('newest first, a stretch at a time, each document once', async () => {
      const catalogue = await open();
      for (const [number, second] of [30, 10, 20, 20, 20, 5].entries()) {
        await catalogue.restore(restored(number, second), []);
      }

      const seen = await listed(catalogue, {}, 2);

      expect(seen.map((stretch) => stretch.length)).toEqual([2, 2, 2]);
      expect(seen.flat()).toEqual([0, 4, 3, 2, 1, 5].map(documentId));
    });

    test('documents that came in the same moment keep the order in which they came', async () => {
      const catalogue = await open();
      for (let number = 0; number < 12; number++) await catalogue.receive(newDocument(number));

      const seen = await listed(catalogue, {}, 5);

      expect(seen.flat()).toEqual(Array.from({ length: 12 }, (_, number) => documentId(11 - number)));
    });

    test('a document that comes in while someone turns pages moves nothing', async () => {
      const catalogue = await open();
      for (let number = 1; number <= 4; number++) await catalogue.restore(restored(number, number), []);
      const first = await catalogue.documents({}, { limit: 2 });

      await catalogue.restore(restored(9, 59), []);
      const second = await catalogue.documents({}, { limit: 2, after: String(first.next) });

      expect(second.documents.map(({ id }) => id)).toEqual([documentId(2), documentId(1)]);
      expect(second.next).toBeNull();
    });

    test('whole documents are listed', async () => {
      const catalogue = await open();
      const { document } = await catalogue.receive(newDocument(1));

      expect(await catalogue.documents({}, { limit: 10 })).toEqual({ documents: [document], next: null });
    });

    test.each<{ name: string; filter: DocumentFilter; found: readonly number[] }>([
      { name: 'by state', filter: { states: ['failed'] }, found: [3] },
      { name: 'by several states', filter: { states: ['failed', 'refused'] }, found: [4, 3] },
      { name: 'by no state', filter: { states: [] }, found: [] },
      { name: 'by library', filter: { library: library('muong-te') }, found: [4, 2] },
      { name: 'by collection', filter: { collection: 'Báo' }, found: [3, 2] },
      { name: 'by the absence of one', filter: { collection: '' }, found: [1] },
      {
        name: 'by all of it',
        filter: { states: ['published'], library: library('muong-te'), collection: 'Báo' },
        found: [2],
      },
      { name: 'by kind', filter: { kind: 'map' }, found: [4] },
      { name: 'by kind and library', filter: { kind: 'book', library: library('muong-te') }, found: [2] },
      { name: 'by something nobody has', filter: { collection: 'báo' }, found: [] },
    ])('$name', async ({ filter, found }) => {
      const catalogue = await open();
      const muongTe = library('muong-te');
      await catalogue.restore(restored(1, 1, { record: record({ collection: '' }) }), []);
      await catalogue.restore(restored(2, 2, { record: record({ library: muongTe, collection: 'Báo' }) }), []);
      await catalogue.restore(restored(3, 3, { record: record({ collection: 'Báo' }), state: 'failed' }), []);
      await catalogue.restore(
        restored(4, 4, { record: record({ library: muongTe, kind: 'map' }), state: 'refused' }),
        [],
      );

      expect((await listed(catalogue, filter, 1)).flat()).toEqual(found.map(documentId));
    });

    test.each(['', 'x', '1', '1_', "1_'; drop table document; --", `1_${'9'.repeat(99)}`])(
      'a place %j that no list gave is refused',
      async (after) => {
        const catalogue = await open();

        await expect(catalogue.documents({}, { limit: 2, after })).rejects.toMatchObject({
          kind: 'invalid',
          code: 'stretch.bad-after',
        });
      },
    );

    test('documents are counted by state, and every state is there', async () => {
      const catalogue = await open();
      await catalogue.restore(restored(1, 1), []);
      await catalogue.restore(restored(2, 2), []);
      await catalogue.receive(newDocument(3));

      expect(await catalogue.countByState()).toEqual({ received: 1, reading: 0, published: 2, failed: 0, refused: 0 });
    });
  });

  describe('describing', () => {
    test('a changed record has the next version, and search no longer knows it', async () => {
      const catalogue = await open();
      await catalogue.restore(restored(1, 1, { isIndexed: true }), []);
      const changed = record({ title: 'Sông Đà', library: library('muong-te'), collection: 'Bản đồ', date: null });

      const document = await catalogue.changeRecord(documentId(1), changed, 3);

      expect(document).toMatchObject({ record: changed, recordVersion: 4, isIndexed: false, state: 'published' });
      expect(document.changedAt > restored(1, 1).changedAt).toBe(true);
      expect(await catalogue.document(documentId(1))).toEqual(document);
      expect((await listed(catalogue, { library: library('muong-te'), collection: 'Bản đồ' }, 5)).flat()).toEqual([
        documentId(1),
      ]);
    });

    test.each([1, 2, 4])('a change made on version %i of a record in version 3 is refused', async (onVersion) => {
      const catalogue = await open();
      await catalogue.restore(restored(1, 1, { isIndexed: true }), []);
      const before = await catalogue.document(documentId(1));

      await expect(catalogue.changeRecord(documentId(1), record({ title: 'Late' }), onVersion)).rejects.toMatchObject({
        kind: 'conflict',
        code: 'record.changed-meanwhile',
      });

      expect(await catalogue.document(documentId(1))).toEqual(before);
    });

    test('of two people who change one version at once, one is told', async () => {
      const catalogue = await open();
      await catalogue.receive(newDocument(1));

      const changes = await Promise.allSettled(
        ['One', 'Other'].map((title) => catalogue.changeRecord(documentId(1), record({ title }), 1)),
      );

      expect(changes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect((await catalogue.document(documentId(1))).recordVersion).toBe(2);
    });

    test('a record of a document nobody knows is missing', async () => {
      const catalogue = await open();

      await expect(catalogue.changeRecord(documentId(9), record(), 1)).rejects.toMatchObject(missing);
    });
  });

  describe('removing and putting back', () => {
    test('a removed document is forgotten with everything known of it', async () => {
      const catalogue = await open();
      const revision = { documentId: documentId(1), number: 1 };
      await catalogue.receive(newDocument(1));
      await catalogue.openRevision(revision, pages(2));
      await catalogue.finishStep({ revision, job: 'ocr-page', stepId: 'ocr-page_1' });
      await catalogue.receive(newDocument(2));

      await catalogue.remove(documentId(1));
      await catalogue.remove(documentId(1));

      await expect(catalogue.document(documentId(1))).rejects.toMatchObject(missing);
      expect(await catalogue.documentsWithOriginal(checksum(1))).toEqual([]);
      expect(await catalogue.pages(revision)).toEqual([]);
      expect((await listed(catalogue, {}, 5)).flat()).toEqual([documentId(2)]);
      expect((await catalogue.receive(newDocument(1))).isNew).toBe(true);
    });

    test('a document is put back as the store tells it, replacing what is here', async () => {
      const catalogue = await open();
      await catalogue.receive({ ...newDocument(1, { title: 'Before' }), originals: [original(8)] });
      await catalogue.openRevision({ documentId: documentId(1), number: 1 }, pages(5));
      const reason = { kind: 'invalid', code: 'scan.damaged', message: 'Torn.', details: { page: 1 } } as const;
      const told = restored(1, 1, { isIndexed: true });
      const toldPages = [
        pages(2, 'read')[0],
        { page: 1, label: 'iv', ...UNRECKONED, state: 'unreadable', reason },
      ] as const;

      const isRestored = await catalogue.restore(
        told,
        toldPages.filter((page) => page !== undefined),
        await catalogue.document(documentId(1)),
      );

      expect(isRestored).toBe(true);
      expect(await catalogue.document(documentId(1))).toEqual(told);
      expect(await catalogue.pages({ documentId: documentId(1), number: 2 })).toEqual(toldPages);
      expect(await catalogue.pages({ documentId: documentId(1), number: 1 })).toEqual([]);
      expect(await catalogue.documentsWithOriginal(checksum(8))).toEqual([]);
      expect(await catalogue.documentsWithOriginal(checksum(1))).toEqual([documentId(1)]);
    });

    test('putting back a revision leaves a later one in work as it is', async () => {
      const catalogue = await open();
      await catalogue.restore(restored(1, 1), pages(2, 'read'));
      const next = await catalogue.startRevision(documentId(1));
      await catalogue.openRevision(next, pages(3));
      await catalogue.setPage(next, 0, { ...UNRECKONED, state: 'read' });
      await catalogue.finishStep({ revision: next, job: 'ocr-page', stepId: 'ocr-page_r3_0' });
      const [before, progress] = [await catalogue.pages(next), await catalogue.progress(next)];

      const told = restored(1, 1, { workRevision: 3 });
      expect(await catalogue.restore(told, pages(1, 'read'), await catalogue.document(documentId(1)))).toBe(true);

      expect(await catalogue.document(documentId(1))).toEqual(told);
      expect(await catalogue.pages({ documentId: documentId(1), number: 2 })).toEqual(pages(1, 'read'));
      expect(await catalogue.pages(next)).toEqual(before);
      expect(await catalogue.progress(next)).toEqual(progress);
    });

    test.each<{ name: string; meanwhile: (catalogue: Catalogue) => Promise<unknown> }>([
      { name: 'described anew', meanwhile: (it) => it.changeRecord(documentId(1), record({ title: 'Edited' }), 3) },
      { name: 'read anew', meanwhile: (it) => it.startRevision(documentId(1)) },
      { name: 'published anew', meanwhile: (it) => it.publish({ documentId: documentId(1), number: 3 }, pages(4)) },
    ])('a document $name since it was looked at is left alone', async ({ meanwhile }) => {
      const catalogue = await open();
      await catalogue.restore(restored(1, 1), pages(2, 'read'));
      const known = await catalogue.document(documentId(1));
      await meanwhile(catalogue);
      const before = await catalogue.document(documentId(1));

      expect(await catalogue.restore(restored(1, 1, { recordVersion: 9 }), pages(7), known)).toBe(false);

      expect(await catalogue.document(documentId(1))).toEqual(before);
      expect(await catalogue.pages({ documentId: documentId(1), number: 2 })).toEqual(pages(2, 'read'));
    });

    test('a document removed since it was looked at does not come back, and one that came in meanwhile stays', async () => {
      const catalogue = await open();
      await catalogue.restore(restored(1, 1), []);
      const known = await catalogue.document(documentId(1));
      await catalogue.remove(documentId(1));
      const { document } = await catalogue.receive(newDocument(2));

      expect(await catalogue.restore(restored(1, 1), pages(2), known)).toBe(false);
      expect(await catalogue.restore(restored(2, 1), pages(2), null)).toBe(false);

      await expect(catalogue.document(documentId(1))).rejects.toMatchObject(missing);
      expect(await catalogue.document(documentId(2))).toEqual(document);
    });

    test('a document that is put back keeps its place among those that came in the same moment', async () => {
      const catalogue = await open();
      for (const number of [1, 2, 3]) await catalogue.restore(restored(number, 5), []);

      await catalogue.restore(restored(1, 5), [], await catalogue.document(documentId(1)));

      expect((await listed(catalogue, {}, 5)).flat()).toEqual([3, 2, 1].map(documentId));
    });

    test('a document with its failure is put back with it', async () => {
      const catalogue = await open();
      const told = restored(1, 1, { state: 'failed', publishedRevision: 0, workRevision: 1, pageCount: null, failure });

      await catalogue.restore(told, []);

      expect(await catalogue.document(documentId(1))).toEqual(told);
    });
  });

  describe('libraries and collections', () => {
    test('libraries are added, renamed, and listed by their codes', async () => {
      const catalogue = await open();
      await catalogue.putLibrary({ code: library('tinh'), name: 'Thư viện tỉnh' });
      await catalogue.putLibrary({ code: library('muong-te'), name: 'Mường Tè' });

      await catalogue.putLibrary({ code: library('tinh'), name: 'Thư viện tỉnh Lai Châu' });

      expect(await catalogue.libraries()).toEqual([
        { code: 'muong-te', name: 'Mường Tè' },
        { code: 'tinh', name: 'Thư viện tỉnh Lai Châu' },
      ]);
    });

    test('collections in use are listed once, in Vietnamese order', async () => {
      const catalogue = await open();
      const names = ['Đà', 'Ảnh', 'Dao', 'Ê đê', 'An', 'Báo 10', 'Báo 2', '', 'Dao'];
      for (const [number, collection] of names.entries()) await catalogue.receive(newDocument(number, { collection }));

      expect(await catalogue.collections()).toEqual(['An', 'Ảnh', 'Báo 2', 'Báo 10', 'Dao', 'Đà', 'Ê đê']);
    });

    test('collections of one library are its own, and not those of refused documents', async () => {
      const catalogue = await open();
      await catalogue.receive(newDocument(1, { collection: 'Báo' }));
      await catalogue.receive(newDocument(2, { collection: 'Ảnh', library: library('muong-te') }));
      await catalogue.receive(newDocument(3, { collection: 'Bản đồ', library: library('muong-te') }));
      await catalogue.refuse(documentId(3), failure);

      expect(await catalogue.collections(library('muong-te'))).toEqual(['Ảnh']);
      expect(await catalogue.collections(library('nobody'))).toEqual([]);
    });
  });

  describe('shelves', () => {
    test('an empty library has none', async () => {
      expect(await (await open()).shelves()).toEqual([]);
    });

    test('what is published is counted by library, collection and kind, and what is not is not', async () => {
      const catalogue = await open();
      const muongTe = library('muong-te');
      for (const number of [1, 2]) await catalogue.restore(restored(number, number), []);
      await catalogue.restore(restored(3, 3, { record: record({ kind: 'map', collection: '' }) }), []);
      await catalogue.restore(restored(4, 4, { record: record({ library: muongTe }) }), []);
      await catalogue.receive(newDocument(5));

      expect(await onShelves(catalogue)).toEqual([
        'muong-te Sách chữ Hán book 1',
        'tinh  map 1',
        'tinh Sách chữ Hán book 2',
      ]);
    });

    test('a document comes onto its shelf when it is published, moves with its record, and goes when it is removed', async () => {
      const catalogue = await open();
      await catalogue.receive(newDocument(1));
      await catalogue.openRevision({ documentId: documentId(1), number: 1 }, pages(1));
      expect(await onShelves(catalogue)).toEqual([]);

      await catalogue.publish({ documentId: documentId(1), number: 1 }, pages(1, 'read'));
      await catalogue.fail(documentId(1), failure);
      expect(await onShelves(catalogue)).toEqual(['tinh Sách chữ Hán book 1']);
      await catalogue.changeRecord(documentId(1), record({ kind: 'map', collection: 'Bản đồ' }), 1);
      expect(await onShelves(catalogue)).toEqual(['tinh Bản đồ map 1']);
      await catalogue.remove(documentId(1));
      expect(await onShelves(catalogue)).toEqual([]);
    });
  });
}

/** The shelves in an order that does not depend on the database. */
const onShelves = async (catalogue: Catalogue): Promise<readonly string[]> =>
  (await catalogue.shelves())
    .map((shelf) => `${shelf.library} ${shelf.collection} ${shelf.kind} ${shelf.documents}`)
    .toSorted();

const missing = { kind: 'missing', code: 'document.missing' };

/** Ids as a reader sees them who turns to the last page. */
async function listed(catalogue: Catalogue, filter: DocumentFilter, limit: number) {
  const stretches = [];
  let after: string | null = null;
  do {
    const stretch = await catalogue.documents(filter, after === null ? { limit } : { limit, after });
    stretches.push(stretch.documents.map(({ id }) => id));
    after = stretch.next;
  } while (after !== null);
  return stretches;
}
