import { type Document, type DocumentId, Failure } from '@diachi/domain';
import type { Within } from './catalogue-tools.ts';
import { documentOf } from './document-row.ts';

/** Fails with `document.missing`. */
export async function findDocument(db: Within, id: DocumentId): Promise<Document> {
  const row = await db.selectFrom('document').selectAll().where('id', '=', id).executeTakeFirst();
  if (row) return documentOf(row);
  throw missingDocument(id);
}

export const missingDocument = (id: DocumentId): Failure =>
  new Failure('missing', 'document.missing', `The catalogue knows no document ${id}.`, { details: { id } });
