import { describe, expect, test } from 'vitest';
import type { Catalogue } from '../catalogue.ts';
import { documentId, failure, library, newDocument, pages, record, restored } from './sample-documents.ts';

const revision = (number: number, of = 1) => ({ documentId: documentId(number), number: of });

/** What is told of all work together. A part of `catalogueContract`. */
export function workInHandContract(open: () => Promise<Catalogue>): void {
  describe('the work in hand', () => {
    test('documents in work come with their steps, the newest first', async () => {
      const catalogue = await open();
      for (const number of [1, 2, 3]) await catalogue.receive(newDocument(number));
      await catalogue.openRevision(revision(1), pages(3));
      await catalogue.finishStep({ revision: revision(1), job: 'ocr-page', stepId: 'ocr-page_1' });
      await catalogue.openRevision(revision(2), pages(2));

      const found = await catalogue.inWork(10);

      expect(found.map(({ document }) => document)).toEqual([
        await catalogue.document(documentId(3)),
        await catalogue.document(documentId(2)),
        await catalogue.document(documentId(1)),
      ]);
      expect(found.map(({ steps }) => steps)).toEqual([
        [],
        await catalogue.progress(revision(2)),
        await catalogue.progress(revision(1)),
      ]);
      expect(await catalogue.inWork(1)).toEqual(found.slice(0, 1));
    });

    test('a published document is in work while it is read again', async () => {
      const catalogue = await published(open);
      expect(await catalogue.inWork(10)).toEqual([]);

      const second = await catalogue.startRevision(documentId(1));
      expect(await catalogue.inWork(10)).toMatchObject([{ document: { state: 'published' }, steps: [] }]);
      await catalogue.openRevision(second, pages(5));

      const [found] = await catalogue.inWork(10);
      expect(found?.steps).toEqual(await catalogue.progress(second));
      expect(await catalogue.countInWork()).toEqual({ documents: 1, pagesDone: 0, pagesPlanned: 5 });
    });

    test('pages are counted over all documents in work, more than are listed', async () => {
      const catalogue = await published(open);
      for (const number of [2, 3, 4]) await catalogue.receive(newDocument(number));
      await catalogue.openRevision(revision(2), pages(3));
      await catalogue.openRevision(revision(3), pages(4));
      await catalogue.openRevision(revision(4), pages(100));
      for (const page of [1, 2]) {
        await catalogue.finishStep({ revision: revision(2), job: 'ocr-page', stepId: `ocr-page_${page}` });
      }
      await catalogue.finishStep({ revision: revision(3), job: 'ocr-page', stepId: 'ocr-page_1' });
      await catalogue.finishStep({ revision: revision(3), job: 'make-thumbnails', stepId: 'make-thumbnails_1' });
      await catalogue.fail(documentId(4), failure);

      expect(await catalogue.inWork(1)).toHaveLength(1);
      expect(await catalogue.countInWork()).toEqual({ documents: 2, pagesDone: 3, pagesPlanned: 7 });
    });

    test('one that is tried again is in work with the pages it had', async () => {
      const catalogue = await open();
      await catalogue.receive(newDocument(1));
      await catalogue.openRevision(revision(1), pages(3));
      await catalogue.fail(documentId(1), failure);
      expect(await catalogue.inWork(10)).toEqual([]);

      await catalogue.retry(documentId(1));

      expect(await catalogue.inWork(10)).toMatchObject([{ document: { state: 'received' } }]);
      expect(await catalogue.countInWork()).toEqual({ documents: 1, pagesDone: 0, pagesPlanned: 3 });
    });

    test('what failed, was refused, or failed of a published document is told with the newest first', async () => {
      const catalogue = await published(open);
      for (const number of [2, 3, 4]) await catalogue.receive(newDocument(number));
      await catalogue.fail(documentId(1), failure);
      await catalogue.fail(documentId(2), failure);
      await catalogue.refuse(documentId(3), failure);

      const found = await catalogue.withFailure(10);

      expect(found.map(({ id, state }) => [id, state])).toEqual([
        [documentId(3), 'refused'],
        [documentId(2), 'failed'],
        [documentId(1), 'published'],
      ]);
      expect(await catalogue.withFailure(2)).toEqual(found.slice(0, 2));
    });

    test('what is in work or waits for the index is unfinished, whatever failed of indexing; the newest first', async () => {
      const catalogue = await open();
      for (let number = 1; number <= 7; number++) await catalogue.receive(newDocument(number));
      for (const number of [2, 3, 4, 5]) await catalogue.publish(revision(number), pages(1, 'read'));
      for (const number of [3, 5]) await catalogue.setIndexed(revision(number), 1);
      await catalogue.fail(documentId(4), { ...failure, job: 'index-document' });
      await catalogue.startRevision(documentId(5));
      await catalogue.fail(documentId(6), failure);
      await catalogue.refuse(documentId(7), failure);

      const all = await catalogue.unfinished({ limit: 10 });

      expect(all.documents.map(({ id }) => id)).toEqual([5, 4, 2, 1].map(documentId));
      expect(all.documents[0]).toEqual(await catalogue.document(documentId(5)));
      expect(all.next).toBeNull();
    });

    test('a failed revision of a document that is found is not unfinished, until it is tried again', async () => {
      const catalogue = await published(open);
      await catalogue.setIndexed(revision(1), 1);
      await catalogue.startRevision(documentId(1));
      await catalogue.fail(documentId(1), failure);
      expect(await catalogue.unfinished({ limit: 10 })).toEqual({ documents: [], next: null });

      await catalogue.retry(documentId(1));

      expect((await catalogue.unfinished({ limit: 10 })).documents).toHaveLength(1);
    });

    test('the unfinished are listed a stretch at a time, each once, while others are finished', async () => {
      const catalogue = await open();
      for (let number = 1; number <= 5; number++) await catalogue.receive(newDocument(number));

      const first = await catalogue.unfinished({ limit: 2 });
      await catalogue.remove(documentId(4));
      const second = await catalogue.unfinished({ limit: 2, after: String(first.next) });
      const third = await catalogue.unfinished({ limit: 2, after: String(second.next) });

      expect([first, second, third].map(({ documents }) => documents.map(({ id }) => id))).toEqual([
        [5, 4].map(documentId),
        [3, 2].map(documentId),
        [1].map(documentId),
      ]);
      expect(third.next).toBeNull();
      await expect(catalogue.unfinished({ limit: 2, after: 'x' })).rejects.toMatchObject({
        kind: 'invalid',
        code: 'stretch.bad-after',
      });
    });

    test('whatever becomes of documents, they are counted as they are', async () => {
      const catalogue = await open();
      const muongTe = library('muong-te');
      for (let number = 1; number <= 6; number++) await catalogue.receive(newDocument(number, { collection: 'Báo' }));
      for (const number of [1, 2, 3]) await catalogue.publish(revision(number), pages(2, 'read'));
      for (const number of [1, 2]) await catalogue.setIndexed(revision(number), 1);
      await catalogue.openRevision(revision(4), pages(3));
      await catalogue.fail(documentId(4), failure);
      await catalogue.refuse(documentId(5), failure);
      await catalogue.receive(newDocument(5, { collection: 'Ảnh' }));
      await catalogue.changeRecord(documentId(6), record({ library: muongTe, collection: 'Bản đồ' }), 1);
      await catalogue.remove(documentId(2));
      await catalogue.startRevision(documentId(3));
      await catalogue.restore(restored(7, 1, { isIndexed: true }), pages(2, 'read'));

      expect(await catalogue.countByState()).toEqual({ received: 2, reading: 0, published: 3, failed: 1, refused: 0 });
      expect(await catalogue.countIndexed()).toBe(2);
      expect(await catalogue.countInWork()).toEqual({ documents: 3, pagesDone: 0, pagesPlanned: 0 });
      expect(await catalogue.collections()).toEqual(['Ảnh', 'Bản đồ', 'Báo', 'Sách chữ Hán']);
      expect(await catalogue.collections(muongTe)).toEqual(['Bản đồ']);

      await catalogue.retry(documentId(4));
      await catalogue.forgetIndexed();

      expect(await catalogue.countByState()).toEqual({ received: 3, reading: 0, published: 3, failed: 0, refused: 0 });
      expect(await catalogue.countIndexed()).toBe(0);
      expect(await catalogue.countInWork()).toEqual({ documents: 4, pagesDone: 0, pagesPlanned: 3 });
    });

    test('a revision that was put back is in work with what was done of it', async () => {
      const catalogue = await open();
      const told = restored(1, 1, { state: 'reading', publishedRevision: 0, workRevision: 1, pageCount: 3 });

      await catalogue.restore(told, pages(3));
      await catalogue.finishStep({ revision: revision(1), job: 'ocr-page', stepId: 'ocr-page_1' });

      expect(await catalogue.countInWork()).toEqual({ documents: 1, pagesDone: 1, pagesPlanned: 3 });
      expect((await catalogue.inWork(1))[0]?.steps).toEqual(await catalogue.progress(revision(1)));
    });

    test('documents the index lost can be named: the others stay indexed', async () => {
      const catalogue = await open();
      for (const number of [1, 2, 3]) {
        await catalogue.restore(restored(number, 1, { isIndexed: true }), pages(2, 'read'));
      }
      const strangers = Array.from({ length: 1_200 }, (_, number) => documentId(100 + number));

      await catalogue.forgetIndexed([documentId(3), ...strangers, documentId(1)]);
      await catalogue.forgetIndexed([]);

      expect(await catalogue.countIndexed()).toBe(1);
      const unfinished = await catalogue.unfinished({ limit: 9 });
      expect(unfinished.documents.map((document) => document.id).toSorted()).toEqual([documentId(1), documentId(3)]);
    });

    test('documents the index holds are counted', async () => {
      const catalogue = await published(open);
      expect(await catalogue.countIndexed()).toBe(0);

      await catalogue.setIndexed(revision(1), 1);

      expect(await catalogue.countIndexed()).toBe(1);
    });

    test('an empty catalogue has no work', async () => {
      const catalogue = await open();

      expect(await catalogue.inWork(10)).toEqual([]);
      expect(await catalogue.countInWork()).toEqual({ documents: 0, pagesDone: 0, pagesPlanned: 0 });
    });
  });
}

async function published(open: () => Promise<Catalogue>): Promise<Catalogue> {
  const catalogue = await open();
  await catalogue.receive(newDocument(1));
  await catalogue.openRevision(revision(1), pages(2));
  await catalogue.publish(revision(1), pages(2, 'read'));
  return catalogue;
}
