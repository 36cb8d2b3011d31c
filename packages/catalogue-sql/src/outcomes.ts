import { type Document, type DocumentFailure, type DocumentId, type DocumentState, Failure } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import type { CatalogueTools } from './catalogue-tools.ts';
import { documentOf } from './document-row.ts';
import { holdKnown } from './hold-document.ts';

type Outcomes = Pick<Catalogue, 'fail' | 'refuse' | 'retry'>;

/** What goes wrong with a document, and trying again. What readers see already stays published throughout. */
export function createOutcomes({ now, transact, hold }: CatalogueTools): Outcomes {
  const note = (id: DocumentId, failure: DocumentFailure | null, stateAfter: (before: Document) => DocumentState) =>
    transact(async (trx) => {
      const before = await holdKnown(hold, trx, id);
      const state = before.publishedRevision > 0 ? 'published' : stateAfter(before);
      const change = { state, failure: failure && JSON.stringify(failure), changed_at: now() };
      const changed = trx.updateTable('document').set(change).where('id', '=', id).returningAll();
      return documentOf(await changed.executeTakeFirstOrThrow());
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
