import type { Document, DocumentId } from '@diachi/domain';
import type { Transaction } from 'kysely';
import type { CatalogueTools } from './catalogue-tools.ts';
import { documentOf } from './document-row.ts';
import { missingDocument } from './find-document.ts';
import type { Tables } from './tables.ts';

/** How `CatalogueTools.hold` goes about it. Pages and steps may still be written by others, the document may not. */
export const createHold =
  (locksRows: boolean): CatalogueTools['hold'] =>
  async (trx, id) => {
    const row = await trx
      .selectFrom('document')
      .selectAll()
      .where('id', '=', id)
      .$if(locksRows, (query) => query.forNoKeyUpdate())
      .executeTakeFirst();
    return row ? documentOf(row) : null;
  };

/** The same of a document that is there. Fails with `document.missing`. */
export async function holdKnown(
  hold: CatalogueTools['hold'],
  trx: Transaction<Tables>,
  id: DocumentId,
): Promise<Document> {
  const document = await hold(trx, id);
  if (document) return document;
  throw missingDocument(id);
}
