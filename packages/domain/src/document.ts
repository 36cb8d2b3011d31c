import type { DocumentId } from './document-id.ts';
import type { FailureNote } from './failure.ts';
import type { Original } from './original.ts';
import type { PageIndex } from './page.ts';
import type { DocumentRecord } from './record.ts';

/**
 * received: kept, not yet looked into. reading: in work for the first time. published: readers see a whole
 * revision. failed: something broke; "try again" may help. refused: the file itself cannot be used; nothing of it was kept.
 */
export const DOCUMENT_STATES = ['received', 'reading', 'published', 'failed', 'refused'] as const;

export type DocumentState = (typeof DOCUMENT_STATES)[number];

/** What failed, and where in the document. */
export type DocumentFailure = FailureNote & { readonly job: string; readonly page: PageIndex | null };

/** A document as the catalogue knows it. */
export type Document = {
  readonly id: DocumentId;
  readonly record: DocumentRecord;
  /** Counts changes of the record from 1; a change names the version it was made on. */
  readonly recordVersion: number;
  readonly originals: readonly Original[];
  readonly state: DocumentState;
  /** The revision readers see, or 0 while there is none. */
  readonly publishedRevision: number;
  /** The revision in work, or the last one that was. */
  readonly workRevision: number;
  /** Null until intake has looked inside. */
  readonly pageCount: number | null;
  readonly failure: DocumentFailure | null;
  /** True when the search index holds exactly the published revision with this version of the record. */
  readonly isIndexed: boolean;
  /** ISO 8601, UTC. */
  readonly receivedAt: string;
  readonly changedAt: string;
};
