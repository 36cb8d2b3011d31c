import { type Document, type DocumentId, Failure, mayActAs, type Role } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import type { ReceivedRevision } from './revision-files.ts';

/** A document as `role` may see it. Fails with `document.missing`, for readers also when it is there and not published. */
export async function findDocument(catalogue: Catalogue, id: DocumentId, role: Role): Promise<Document> {
  const document = await catalogue.document(id);
  if (mayActAs(role, 'archivist')) return document;
  if (document.publishedRevision === 0) throw documentMissing(id);
  return asReadersSee(document);
}

/** What is being done to a published document behind the desk is no business of readers. */
export const asReadersSee = (document: Document): Document => ({
  ...document,
  state: 'published',
  workRevision: document.publishedRevision,
  failure: null,
});

/** The revision a document is shown by: the published one, or the one in work while there is none. */
export const shownRevision = (document: Document): ReceivedRevision => ({
  documentId: document.id,
  number: document.publishedRevision || document.workRevision,
  receivedAt: document.receivedAt,
});

// Exactly what the catalogue answers of what is not there: nobody learns that a file is in the library by guessing its name.
const documentMissing = (id: DocumentId) =>
  new Failure('missing', 'document.missing', 'There is no such document.', { details: { id } });
