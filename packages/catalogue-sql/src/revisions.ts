import { Failure } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import type { CatalogueTools } from './catalogue-tools.ts';
import { findDocument } from './find-document.ts';
import { deletePages, insertPages, selectPages } from './page-rows.ts';

/** What a document's revisions hold, page by page. */
export function createRevisions({ db, now }: CatalogueTools): Pick<Catalogue, 'openRevision' | 'setPage' | 'pages'> {
  return {
    openRevision: (revision, pages) =>
      db.transaction().execute(async (trx) => {
        const document = await findDocument(trx, revision.documentId);
        await insertPages(trx, revision, pages);
        await deletePages(trx, revision, pages.length);
        const isFirst = document.publishedRevision === 0 && document.workRevision === revision.number;
        // Readers of a published revision are told its pages, not those of one in work.
        if (!isFirst) return;
        const state = document.state === 'received' ? 'reading' : document.state;
        const change = { state, page_count: pages.length, changed_at: now() };
        await trx.updateTable('document').set(change).where('id', '=', document.id).execute();
      }),

    async setPage({ documentId, number }, page, state, reason) {
      const { numUpdatedRows } = await db
        .updateTable('page')
        .set({ state, reason: reason && JSON.stringify(reason) })
        .where('document_id', '=', documentId)
        .where('revision', '=', number)
        .where('page', '=', page)
        .executeTakeFirst();
      if (numUpdatedRows > 0) return;
      const message = `Revision ${number} of the document ${documentId} has no page ${page + 1}.`;
      throw new Failure('missing', 'page.missing', message, { details: { id: documentId, page } });
    },

    pages: (revision) => db.transaction().execute((trx) => selectPages(trx, revision)),
  };
}
