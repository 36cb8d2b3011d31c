import type { DocumentId, DocumentRecord, Rights } from '@diachi/domain';

/** Where a document and what is made of it are found: whole addresses, null where there is nothing or it is not shown to everybody. */
export type DocumentAddresses = {
  /** Its page, for good. */
  readonly document: string;
  readonly thumbnail: string | null;
  readonly pdf: string | null;
  /** Its IIIF Presentation manifest. */
  readonly manifest: string | null;
};

/** Everything a record is written from, in whatever format. */
export type DescribedDocument = {
  readonly id: DocumentId;
  readonly record: DocumentRecord;
  /** Null until somebody has looked inside. */
  readonly pageCount: number | null;
  /** ISO 8601, UTC. */
  readonly receivedAt: string;
  readonly changedAt: string;
  /** The library's own name, not its code. */
  readonly libraryName: string;
  /** What everybody may see of it. */
  readonly rights: Rights;
  /** The day of which all this is told, `YYYY-MM-DD`: an embargo may be over. */
  readonly today: string;
  readonly addresses: DocumentAddresses;
};
