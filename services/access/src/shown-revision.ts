import type { Document } from '@diachi/domain';
import type { ReceivedRevision } from './revision-files.ts';

/** The revision a document is shown by: the published one, or the one in work while there is none. */
export const shownRevision = (document: Document): ReceivedRevision => ({
  documentId: document.id,
  number: document.publishedRevision || document.workRevision,
  receivedAt: document.receivedAt,
});
