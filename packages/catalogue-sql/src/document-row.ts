import {
  type Document,
  type DocumentFailure,
  type DocumentRecord,
  isEmbargoed,
  type Original,
  publicRights,
  UNDESCRIBED,
} from '@diachi/domain';
import type { Insertable, Selectable } from 'kysely';
import type { DocumentTable } from './tables.ts';

/** A document as its row tells it. */
export const documentOf = (row: Selectable<DocumentTable>): Document => ({
  id: row.id,
  // Of those that were kept before records said so much, nothing more is said.
  record: { ...UNDESCRIBED, ...(JSON.parse(row.record) as DocumentRecord) },
  recordVersion: row.record_version,
  originals: JSON.parse(row.originals) as readonly Original[],
  state: row.state,
  publishedRevision: row.published_revision,
  workRevision: row.work_revision,
  pageCount: row.page_count,
  failure: row.failure === null ? null : (JSON.parse(row.failure) as DocumentFailure),
  isIndexed: row.is_indexed === 1,
  receivedAt: row.received_at,
  changedAt: row.changed_at,
});

/** A document as a new row, on the day it becomes one. */
export const rowOf = (document: Document, today: string): Insertable<DocumentTable> => ({
  id: document.id,
  ...recordColumns(document.record, today),
  record_version: document.recordVersion,
  originals: JSON.stringify(document.originals),
  state: document.state,
  published_revision: document.publishedRevision,
  work_revision: document.workRevision,
  page_count: document.pageCount,
  failure: document.failure && JSON.stringify(document.failure),
  is_indexed: Number(document.isIndexed),
  received_at: document.receivedAt,
  changed_at: document.changedAt,
});

/** A record, and what of it documents are filtered by; some of that is another on another day. */
export const recordColumns = (record: DocumentRecord, today: string) => {
  const shown = publicRights({ publishedRevision: 1, record }, today);
  return {
    record: JSON.stringify(record),
    library: record.library,
    collection: record.collection,
    kind: record.kind,
    is_closed: Number(!shown.record),
    is_private: Number(!shown.text),
    opens_on: isEmbargoed(record, today) ? record.embargoUntil : null,
  };
};
