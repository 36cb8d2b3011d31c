import { type Document, type DocumentId, Failure } from '@diachi/domain';
import type { Within } from './catalogue-tools.ts';
import { documentOf } from './document-row.ts';

/** Fails with `document.missing`. */
export async function findDocument(db: Within, id: DocumentId): Promise<Document> {
  const row = await db.selectFrom('document').selectAll().where('id', '=', id).executeTakeFirst();
  if (row) return documentOf(row);
  throw missingDocument(id);
}

/** Those of these that are there, in no order. */
export async function findDocuments(db: Within, ids: readonly DocumentId[]): Promise<readonly Document[]> {
  const found: Document[] = [];
  for (let at = 0; at < ids.length; at += NAMED_AT_ONCE) {
    const some = ids.slice(at, at + NAMED_AT_ONCE);
    const rows = await db.selectFrom('document').selectAll().where('id', 'in', some).execute();
    found.push(...rows.map(documentOf));
  }
  return found;
}

// Databases take only so many values in one question.
const NAMED_AT_ONCE = 500;

export const missingDocument = (id: DocumentId): Failure =>
  new Failure('missing', 'document.missing', `The catalogue knows no document ${id}.`, { details: { id } });
