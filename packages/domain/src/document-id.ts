import { Failure } from './failure.ts';

declare const brand: unique symbol;

/** Names a document for good. Worked out from its originals' checksums: the same scans are the same document. */
export type DocumentId = string & { readonly [brand]: 'DocumentId' };

const form = /^[0-9a-z]{16}$/;

/** Reads a document's id as it stands in a path or a job. Fails with `document.bad-id`. */
export function parseDocumentId(raw: unknown): DocumentId {
  if (typeof raw === 'string' && form.test(raw)) return raw as DocumentId;
  throw new Failure('invalid', 'document.bad-id', 'That is not the id of a document.');
}
