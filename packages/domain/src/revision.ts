import { type DocumentId, parseDocumentId } from './document-id.ts';
import { Failure } from './failure.ts';

/** One pass of a document through the pipeline. Numbers count from 1. */
export type Revision = { readonly documentId: DocumentId; readonly number: number };

/** Fails with `revision.bad-form`, or `document.bad-id`. */
export function parseRevision(raw: unknown): Revision {
  const { documentId, number } = (raw ?? {}) as { documentId?: unknown; number?: unknown };
  if (!Number.isInteger(number) || (number as number) < 1 || (number as number) > 9999) {
    throw new Failure('invalid', 'revision.bad-form', 'A revision is a document and a number from 1 to 9999.');
  }
  return { documentId: parseDocumentId(documentId), number: number as number };
}
