import { type Document, Failure } from '@diachi/domain';
import type { Catalogue, NewDocument } from '@diachi/ports';
import type { CatalogueTools } from './catalogue-tools.ts';
import { documentOf, recordColumns } from './document-row.ts';
import { findDocument } from './find-document.ts';
import { insertDocument } from './insert-document.ts';

type Documents = Pick<Catalogue, 'receive' | 'document' | 'changeRecord' | 'remove'>;

/** Documents as they come, are described and go. */
export function createDocuments({ db, now }: CatalogueTools): Documents {
  return {
    receive: (received) =>
      db.transaction().execute(async (trx) => {
        const row = await trx.selectFrom('document').selectAll().where('id', '=', received.id).executeTakeFirst();
        if (row && row.state !== 'refused') return { document: documentOf(row), isNew: false };
        const document = newDocument(received, now());
        await insertDocument(trx, document);
        return { document, isNew: true };
      }),

    document: (id) => findDocument(db, id),

    changeRecord: (id, record, onVersion) =>
      db.transaction().execute(async (trx) => {
        const before = await findDocument(trx, id);
        if (before.recordVersion !== onVersion) throw changedMeanwhile(before);
        const change = { ...recordColumns(record), record_version: onVersion + 1, is_indexed: 0, changed_at: now() };
        await trx.updateTable('document').set(change).where('id', '=', id).execute();
        return findDocument(trx, id);
      }),

    async remove(id) {
      await db.deleteFrom('document').where('id', '=', id).execute();
    },
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

const changedMeanwhile = ({ id, recordVersion }: Document) =>
  new Failure(
    'conflict',
    'record.changed-meanwhile',
    'Somebody else changed this record in the meantime. Look at what it says now, and change that.',
    { details: { id, recordVersion } },
  );
