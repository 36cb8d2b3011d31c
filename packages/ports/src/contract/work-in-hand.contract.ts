import { describe, expect, test } from 'vitest';
import type { Catalogue } from '../catalogue.ts';
import { documentId, failure, newDocument, pages } from './sample-documents.ts';

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
