import { type Revision, UNRECKONED } from '@diachi/domain';
import { describe, expect, test } from 'vitest';
import type { Catalogue } from '../catalogue.ts';
import { documentId, failure, newDocument, pages, record } from './sample-documents.ts';

/** What becomes of a document's revisions. A part of `catalogueContract`. */
export function revisionsContract(open: () => Promise<Catalogue>): void {
  describe('opening a revision', () => {
    test('its pages are known, all waiting, and the document is being read', async () => {
      const catalogue = await received(open);

      await catalogue.openRevision(first, pages(3));

      expect(await catalogue.pages(first)).toEqual(pages(3));
      expect(await catalogue.document(id)).toMatchObject({ state: 'reading', pageCount: 3, publishedRevision: 0 });
    });

    test('told twice, it changes nothing that was read meanwhile', async () => {
      const catalogue = await received(open);
      await catalogue.openRevision(first, pages(3));
      await catalogue.setPage(first, 1, { ...UNRECKONED, state: 'read' });
      await catalogue.setPage(first, 2, { ...UNRECKONED, state: 'unreadable', reason });
      await catalogue.finishStep({ revision: first, job: 'ocr-page', stepId: 'ocr-page_1' });
      const before = await catalogue.pages(first);
      const progressBefore = await catalogue.progress(first);

      await catalogue.openRevision(first, pages(3));

      expect(await catalogue.pages(first)).toEqual(before);
      expect(await catalogue.progress(first)).toEqual(progressBefore);
    });

    test('it knows as many pages as were told last', async () => {
      const catalogue = await received(open);
      await catalogue.openRevision(first, pages(5));

      await catalogue.openRevision(first, pages(4));

      expect(await catalogue.pages(first)).toEqual(pages(4));
      expect((await catalogue.document(id)).pageCount).toBe(4);
    });

    test('a published document stays published while its next revision is read, and says nothing of it', async () => {
      const catalogue = await published(open);
      const second = await catalogue.startRevision(id);

      await catalogue.openRevision(second, pages(7));

      expect(second).toEqual({ documentId: id, number: 2 });
      expect(await catalogue.document(id)).toMatchObject({
        state: 'published',
        publishedRevision: 1,
        workRevision: 2,
        pageCount: 2,
      });
      expect(await catalogue.pages(second)).toEqual(pages(7));
      expect(await catalogue.pages(first)).toEqual(pages(2, 'read'));
    });

    test('a document with very many pages is opened whole', async () => {
      const catalogue = await received(open);

      await catalogue.openRevision(first, pages(2_500));

      expect(await catalogue.pages(first)).toEqual(pages(2_500));
    });

    test('a document nobody knows has no revisions', async () => {
      const catalogue = await open();

      await expect(catalogue.openRevision(first, pages(1))).rejects.toMatchObject(missing);
      await expect(catalogue.publish(first, pages(1))).rejects.toMatchObject(missing);
      await expect(catalogue.startRevision(id)).rejects.toMatchObject(missing);
      await expect(catalogue.progress(first)).rejects.toMatchObject(missing);
      await expect(
        catalogue.finishStep({ revision: first, job: 'ocr-page', stepId: 'ocr-page_1' }),
      ).rejects.toMatchObject(missing);
      expect(await catalogue.pages(first)).toEqual([]);
    });
  });

  describe('pages', () => {
    test('what became of a page is kept, with its reason', async () => {
      const catalogue = await received(open);
      await catalogue.openRevision(first, pages(3));

      await catalogue.setPage(first, 0, { ...UNRECKONED, state: 'read' });
      await catalogue.setPage(first, 1, { ...UNRECKONED, state: 'blank' });
      await catalogue.setPage(first, 2, { ...UNRECKONED, state: 'unreadable', reason });

      expect(await catalogue.pages(first)).toEqual([
        { page: 0, label: '1', state: 'read', ...UNRECKONED },
        { page: 1, label: '2', state: 'blank', ...UNRECKONED },
        { page: 2, label: '3', ...UNRECKONED, state: 'unreadable', reason },
      ]);
    });

    test('the pages of a revision that was never opened are none', async () => {
      const catalogue = await received(open);

      expect(await catalogue.pages(first)).toEqual([]);
    });

    test('a page that is not there is missing', async () => {
      const catalogue = await received(open);
      await catalogue.openRevision(first, pages(2));
      const noPage = { kind: 'missing', code: 'page.missing' };

      await expect(catalogue.setPage(first, 2, { ...UNRECKONED, state: 'read' })).rejects.toMatchObject(noPage);
      await expect(
        catalogue.setPage({ ...first, number: 2 }, 0, { ...UNRECKONED, state: 'read' }),
      ).rejects.toMatchObject(noPage);
    });
  });

  describe('progress', () => {
    test('before its pages are known, nothing is planned', async () => {
      const catalogue = await received(open);

      expect(await catalogue.progress(first)).toEqual([]);
    });

    test('steps are planned from the pages, in the order of the plan, and counted once however often told', async () => {
      const catalogue = await received(open);
      await catalogue.openRevision(first, pages(3));
      const told = [
        { job: 'ocr-page', stepId: 'ocr-page_0' },
        { job: 'ocr-page', stepId: 'ocr-page_1' },
        { job: 'ocr-page', stepId: 'ocr-page_1' },
        { job: 'make-thumbnails', stepId: 'make-thumbnails_0' },
      ];

      for (const { job, stepId } of [...told, ...told]) await catalogue.finishStep({ revision: first, job, stepId });

      expect(await catalogue.progress(first)).toEqual([
        { job: 'ocr-page', done: 2, planned: 3 },
        { job: 'make-thumbnails', done: 1, planned: 3 },
        { job: 'build-pdf', done: 0, planned: 1 },
        { job: 'publish-revision', done: 0, planned: 1 },
      ]);
    });

    test('a step that was finished before the pages were known is not shown, and hurts nobody', async () => {
      const catalogue = await received(open);

      await catalogue.finishStep({ revision: first, job: 'intake', stepId: 'intake_1' });
      await catalogue.openRevision(first, pages(1));

      expect((await catalogue.progress(first)).map(({ job, done }) => `${job} ${done}`)).toEqual([
        'ocr-page 0',
        'make-thumbnails 0',
        'build-pdf 0',
        'publish-revision 0',
      ]);
    });

    test('each revision is counted for itself', async () => {
      const catalogue = await published(open);
      const second = await catalogue.startRevision(id);
      await catalogue.openRevision(second, pages(4));

      await catalogue.finishStep({ revision: second, job: 'ocr-page', stepId: 'ocr-page_r2_0' });

      expect((await catalogue.progress(second))[0]).toEqual({ job: 'ocr-page', done: 1, planned: 4 });
      expect(await catalogue.progress(first)).toEqual([]);
    });

    test('once published, the counts are forgotten, and one told late does not bring them back', async () => {
      const catalogue = await received(open);
      await catalogue.openRevision(first, pages(2));
      await catalogue.finishStep({ revision: first, job: 'ocr-page', stepId: 'ocr-page_0' });

      await catalogue.publish(first, pages(2, 'read'));
      await catalogue.finishStep({ revision: first, job: 'publish-revision', stepId: 'publish-revision_1' });

      expect(await catalogue.progress(first)).toEqual([]);
    });
  });

  describe('publishing', () => {
    test('readers see the revision with exactly these pages, and search does not know it yet', async () => {
      const catalogue = await received(open);
      await catalogue.openRevision(first, pages(3));
      await catalogue.fail(id, failure);

      await catalogue.publish(first, pages(2, 'read'));

      expect(await catalogue.document(id)).toMatchObject({
        state: 'published',
        publishedRevision: 1,
        workRevision: 1,
        pageCount: 2,
        failure: null,
        isIndexed: false,
      });
      expect(await catalogue.pages(first)).toEqual(pages(2, 'read'));
    });

    test('publishing the same twice changes nothing', async () => {
      const catalogue = await published(open);
      await catalogue.setIndexed(first, 1);
      const before = await catalogue.document(id);

      await catalogue.publish(first, pages(9));

      expect(await catalogue.document(id)).toEqual(before);
      expect(await catalogue.pages(first)).toEqual(pages(2, 'read'));
    });

    test('better text next year takes the place of the old, and the old never comes back', async () => {
      const catalogue = await published(open);
      await catalogue.setIndexed(first, 1);
      const second = await catalogue.startRevision(id);
      await catalogue.openRevision(second, pages(3));

      await catalogue.publish(second, pages(3, 'read'));
      await catalogue.publish(first, pages(2, 'read'));

      expect(await catalogue.document(id)).toMatchObject({ publishedRevision: 2, pageCount: 3, isIndexed: false });
      expect(await catalogue.pages(second)).toEqual(pages(3, 'read'));
    });

    test('opening a published revision once more does not take it from the readers', async () => {
      const catalogue = await published(open);

      await catalogue.openRevision(first, pages(2));

      expect(await catalogue.document(id)).toMatchObject({ state: 'published', pageCount: 2 });
      expect(await catalogue.pages(first)).toEqual(pages(2, 'read'));
    });

    test('a next revision is started of a published document only, and only one at a time', async () => {
      const catalogue = await received(open);
      await expect(catalogue.startRevision(id)).rejects.toMatchObject({
        kind: 'conflict',
        code: 'document.not-published',
      });
      await catalogue.publish(first, pages(1, 'read'));

      const started = [await catalogue.startRevision(id), await catalogue.startRevision(id)];

      expect(started.map(({ number }) => number)).toEqual([2, 2]);
    });
  });

  describe('what search knows', () => {
    test('the index holds this revision under this version of the record', async () => {
      const catalogue = await published(open);

      await catalogue.setIndexed(first, 1);

      expect((await catalogue.document(id)).isIndexed).toBe(true);
    });

    test('news of an older revision or record are ignored', async () => {
      const catalogue = await published(open);
      await catalogue.changeRecord(id, record({ title: 'Changed' }), 1);

      await catalogue.setIndexed(first, 1);
      await catalogue.setIndexed({ ...first, number: 2 }, 2);
      await catalogue.setIndexed({ ...first, documentId: documentId(9) }, 1);

      expect((await catalogue.document(id)).isIndexed).toBe(false);
    });

    test('a failure to index is over once the document is indexed; any other stays', async () => {
      const catalogue = await published(open);
      await catalogue.fail(id, { ...failure, job: 'index-document', page: null });
      await catalogue.setIndexed({ ...first, number: 2 }, 1);
      expect((await catalogue.document(id)).failure).not.toBeNull();

      await catalogue.setIndexed(first, 1);
      expect(await catalogue.document(id)).toMatchObject({ failure: null, isIndexed: true });
      await catalogue.startRevision(id);
      await catalogue.fail(id, failure);
      await catalogue.setIndexed(first, 1);

      expect(await catalogue.document(id)).toMatchObject({ failure, isIndexed: true });
    });

    test('when the index was thrown away, no document is indexed', async () => {
      const catalogue = await published(open);
      await catalogue.setIndexed(first, 1);

      await catalogue.forgetIndexed();

      expect((await catalogue.document(id)).isIndexed).toBe(false);
    });
  });

  describe('failing and trying again', () => {
    test('a document that failed says what failed, and where', async () => {
      const catalogue = await received(open);

      await catalogue.fail(id, failure);

      expect(await catalogue.document(id)).toMatchObject({ state: 'failed', failure });
    });

    test.each(['fail', 'refuse'] as const)(
      'after %s, what readers see stays published, and the failure is noted',
      async (how) => {
        const catalogue = await published(open);
        await catalogue.setIndexed(first, 1);
        await catalogue.startRevision(id);

        await catalogue[how](id, failure);

        expect(await catalogue.document(id)).toMatchObject({ state: 'published', failure, isIndexed: true });
      },
    );

    test('a refused document says why, and does not become a failed one', async () => {
      const catalogue = await received(open);

      await catalogue.refuse(id, { ...failure, code: 'original.encrypted' });
      await catalogue.fail(id, failure).catch(() => {});

      expect((await catalogue.document(id)).state).toBe('refused');
    });

    test('trying again clears the failure and works on the same revision, with what was read before', async () => {
      const catalogue = await received(open);
      await catalogue.openRevision(first, pages(2));
      await catalogue.setPage(first, 0, { ...UNRECKONED, state: 'read' });
      await catalogue.fail(id, failure);

      const document = await catalogue.retry(id);

      expect(document).toMatchObject({ state: 'received', failure: null, workRevision: 1 });
      expect(await catalogue.document(id)).toEqual(document);
      expect((await catalogue.pages(first))[0]).toMatchObject({ state: 'read' });
    });

    test('trying again on a later revision leaves the published one to the readers', async () => {
      const catalogue = await published(open);
      await catalogue.startRevision(id);
      await catalogue.fail(id, failure);

      expect(await catalogue.retry(id)).toMatchObject({
        state: 'published',
        publishedRevision: 1,
        workRevision: 2,
        failure: null,
      });
    });

    test('of a refused document nothing was kept, so it cannot be tried again', async () => {
      const catalogue = await received(open);
      await catalogue.refuse(id, failure);

      await expect(catalogue.retry(id)).rejects.toMatchObject({ kind: 'conflict', code: 'document.refused' });

      expect(await catalogue.document(id)).toMatchObject({ state: 'refused', failure });
    });

    test('nothing can go wrong with a document nobody knows', async () => {
      const catalogue = await open();

      await expect(catalogue.fail(id, failure)).rejects.toMatchObject(missing);
      await expect(catalogue.refuse(id, failure)).rejects.toMatchObject(missing);
      await expect(catalogue.retry(id)).rejects.toMatchObject(missing);
    });
  });
}

const id = documentId(1);
const first: Revision = { documentId: id, number: 1 };
const missing = { kind: 'missing', code: 'document.missing' };
const reason = { kind: 'invalid', code: 'scan.damaged', message: 'Torn.', details: { line: 3 } } as const;

async function received(open: () => Promise<Catalogue>): Promise<Catalogue> {
  const catalogue = await open();
  await catalogue.receive(newDocument(1));
  return catalogue;
}

async function published(open: () => Promise<Catalogue>): Promise<Catalogue> {
  const catalogue = await received(open);
  await catalogue.openRevision(first, pages(2));
  await catalogue.publish(first, pages(2, 'read'));
  return catalogue;
}
