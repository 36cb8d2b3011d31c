import { Failure } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import type { CatalogueTools } from './catalogue-tools.ts';
import { holdKnown } from './hold-document.ts';
import { noteOpened } from './opened-revisions.ts';
import { addPages, deletePages, outcomeColumns, selectPages } from './page-rows.ts';

type Revisions = Pick<Catalogue, 'openRevision' | 'setPage' | 'pages'>;

/** What a document's revisions hold, page by page. */
export function createRevisions({ db, now, transact, snapshot, hold }: CatalogueTools): Revisions {
  return {
    openRevision: (revision, pages) =>
      transact(async (trx) => {
        const document = await holdKnown(hold, trx, revision.documentId);
        // Told late, when readers see it already.
        if (revision.number <= document.publishedRevision) return;
        await addPages(trx, revision, pages);
        await deletePages(trx, revision, pages.length);
        await noteOpened(trx, revision, pages.length);
        const isFirst = document.publishedRevision === 0 && document.workRevision === revision.number;
        // Readers of a published revision are told its pages, not those of one in work.
        if (!isFirst) return;
        const state = document.state === 'received' ? 'reading' : document.state;
        const change = { state, page_count: pages.length, changed_at: now() };
        await trx.updateTable('document').set(change).where('id', '=', document.id).execute();
      }),

    async setPage({ documentId, number }, page, outcome) {
      const { numUpdatedRows } = await db
        .updateTable('page')
        .set(outcomeColumns(outcome))
        .where('document_id', '=', documentId)
        .where('revision', '=', number)
        .where('page', '=', page)
        .executeTakeFirst();
      if (numUpdatedRows > 0) return;
      const message = `Revision ${number} of the document ${documentId} has no page ${page + 1}.`;
      throw new Failure('missing', 'page.missing', message, { details: { id: documentId, page } });
    },

    pages: (revision) => snapshot((trx) => selectPages(trx, revision)),
  };
}
