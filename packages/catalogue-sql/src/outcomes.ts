import { type Document, type DocumentFailure, type DocumentId, type DocumentState, Failure } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import type { CatalogueTools } from './catalogue-tools.ts';
import { findDocument } from './find-document.ts';

/** What goes wrong with a document, and trying again. What readers see already stays published throughout. */
export function createOutcomes({ db, now }: CatalogueTools): Pick<Catalogue, 'fail' | 'refuse' | 'retry'> {
  const note = (id: DocumentId, failure: DocumentFailure | null, stateAfter: (before: Document) => DocumentState) =>
    db.transaction().execute(async (trx) => {
      const before = await findDocument(trx, id);
      const state = before.publishedRevision > 0 ? 'published' : stateAfter(before);
      const change = { state, failure: failure && JSON.stringify(failure), changed_at: now() };
      await trx.updateTable('document').set(change).where('id', '=', id).execute();
      return findDocument(trx, id);
    });

  return {
    async fail(id, failure) {
      await note(id, failure, ({ state }) => (state === 'refused' ? 'refused' : 'failed'));
    },

    async refuse(id, failure) {
      await note(id, failure, () => 'refused');
    },

    retry: (id) =>
      note(id, null, ({ state }) => {
        if (state === 'refused') throw refused(id);
        return 'received';
      }),
  };
}

const refused = (id: DocumentId) =>
  new Failure('conflict', 'document.refused', 'This file was refused and not kept. Put it right and upload it again.', {
    details: { id },
  });
