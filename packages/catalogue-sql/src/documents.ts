import { type Document, type DocumentId, dayOf, Failure } from '@diachi/domain';
import type { Catalogue, NewDocument } from '@diachi/ports';
import type { CatalogueTools } from './catalogue-tools.ts';
import { clearNoMore, noteToClear } from './clearing.ts';
import { documentOf, recordColumns } from './document-row.ts';
import { findDocument } from './find-document.ts';
import { forgetNoMore, notePublishedGone } from './forgetting.ts';
import { holdKnown } from './hold-document.ts';
import { insertDocument } from './insert-document.ts';
import { noteChange, noteGone } from './note-change.ts';
import { noteAccess, noteWithdrawn } from './note-shown.ts';

type Documents = Pick<Catalogue, 'receive' | 'document' | 'changeRecord' | 'remove'>;

/** Documents as they come, are described and go. */
export function createDocuments(tools: CatalogueTools): Documents {
  const { db, now, transact, hold } = tools;
  return {
    receive: (received) =>
      transact(async (trx) => {
        const known = await hold(trx, received.id);
        if (known && known.state !== 'refused') return { document: known, isNew: false };
        const document = newDocument(received, now());
        // Only what was held may be taken away: another transaction may just have added it.
        if (known) await trx.deleteFrom('document').where('id', '=', document.id).execute();
        await insertDocument(trx, document, dayOf(new Date(now())));
        await forgetNoMore(trx, document.id);
        await clearNoMore(trx, document.id);
        return { document, isNew: true };
      }),

    document: (id) => findDocument(db, id),

    changeRecord: (id, record, onVersion) =>
      transact(async (trx) => {
        const before = await holdKnown(hold, trx, id);
        if (before.recordVersion !== onVersion) throw changedMeanwhile(before);
        const at = now();
        const columns = recordColumns(record, dayOf(new Date(at)));
        await noteAccess(trx, before, columns.is_private);
        const change = { ...columns, record_version: onVersion + 1, is_indexed: 0, changed_at: at };
        const changed = trx.updateTable('document').set(change).where('id', '=', id).returningAll();
        const document = documentOf(await changed.executeTakeFirstOrThrow());
        await noteChange(tools, trx, document);
        return document;
      }),

    remove: (id, mergedInto) =>
      transact(async (trx) => {
        if (mergedInto === id) throw mergedIntoItself(id);
        const document = await hold(trx, id);
        if (!document) return;
        // Held, so that nobody is led to one that goes meanwhile.
        if (mergedInto) await holdKnown(hold, trx, mergedInto);
        await notePublishedGone(trx, document, now());
        await noteToClear(trx, document, now());
        await noteWithdrawn(trx, document);
        await trx.deleteFrom('document').where('id', '=', id).execute();
        await noteGone(tools, trx, id, mergedInto);
      }),
  };
}

const newDocument = ({ id, record, originals }: NewDocument, at: string): Document => ({
  id,
  record,
  recordVersion: 1,
  originals,
  state: 'received',
  publishedRevision: 0,
  workRevision: 1,
  pageCount: null,
  failure: null,
  isIndexed: false,
  receivedAt: at,
  changedAt: at,
});

const mergedIntoItself = (id: DocumentId) =>
  new Failure('invalid', 'merge.itself', 'A document cannot take its own place. Name the other one.', {
    details: { id },
  });

const changedMeanwhile = ({ id, recordVersion }: Document) =>
  new Failure(
    'conflict',
    'record.changed-meanwhile',
    'Somebody else changed this record in the meantime. Look at what it says now, and change that.',
    { details: { id, recordVersion } },
  );
