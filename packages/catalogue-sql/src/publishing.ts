import { Failure } from '@diachi/domain';
import { indexDocumentJob } from '@diachi/jobs';
import type { Catalogue } from '@diachi/ports';
import type { CatalogueTools } from './catalogue-tools.ts';
import { documentOf } from './document-row.ts';
import { findDocument } from './find-document.ts';
import { deletePages, insertPages } from './page-rows.ts';

type Publishing = Pick<Catalogue, 'publish' | 'setIndexed' | 'forgetIndexed' | 'startRevision'>;

/** Which revision readers see, and whether search knows it. */
export function createPublishing({ db, now }: CatalogueTools): Publishing {
  return {
    publish: (revision, pages) =>
      db.transaction().execute(async (trx) => {
        const { documentId, number } = revision;
        const document = await findDocument(trx, documentId);
        // Told twice, or too late: readers never go back to an older revision.
        if (number <= document.publishedRevision) return;
        await deletePages(trx, revision);
        await insertPages(trx, revision, pages);
        await trx
          .deleteFrom('finished_step')
          .where('document_id', '=', documentId)
          .where('revision', '<=', number)
          .execute();
        const change = {
          state: 'published' as const,
          published_revision: number,
          work_revision: Math.max(number, document.workRevision),
          page_count: pages.length,
          failure: null,
          is_indexed: 0,
          changed_at: now(),
        };
        await trx.updateTable('document').set(change).where('id', '=', documentId).execute();
      }),

    setIndexed: ({ documentId, number }, recordVersion) =>
      db.transaction().execute(async (trx) => {
        const row = await trx
          .selectFrom('document')
          .selectAll()
          .where('id', '=', documentId)
          .where('published_revision', '=', number)
          .where('record_version', '=', recordVersion)
          .executeTakeFirst();
        if (!row) return;
        const isOver = documentOf(row).failure?.job === indexDocumentJob.name;
        const change = { is_indexed: 1, ...(isOver ? { failure: null } : {}) };
        await trx.updateTable('document').set(change).where('id', '=', documentId).execute();
      }),

    async forgetIndexed() {
      await db.updateTable('document').set({ is_indexed: 0 }).where('is_indexed', '=', 1).execute();
    },

    startRevision: (documentId) =>
      db.transaction().execute(async (trx) => {
        const { publishedRevision } = await findDocument(trx, documentId);
        if (publishedRevision === 0) throw notPublished();
        const number = publishedRevision + 1;
        const change = { work_revision: number, failure: null, changed_at: now() };
        await trx.updateTable('document').set(change).where('id', '=', documentId).execute();
        return { documentId, number };
      }),
  };
}

const notPublished = () =>
  new Failure(
    'conflict',
    'document.not-published',
    'Only a published document is read anew; this one is not read for the first time yet.',
  );
