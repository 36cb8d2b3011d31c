import type { DocumentId } from '@diachi/domain';

/** Something somebody did, kept for good. */
export type AuditEntry = {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** A person's name, `operator`, or `system`. */
  readonly who: string;
  /** Dotted, subject first: `record.changed`, `document.received`, `document.refused`. */
  readonly what: string;
  readonly documentId: DocumentId | null;
  readonly details: Readonly<Record<string, unknown>>;
};

export interface AuditTrail {
  note(entry: AuditEntry): Promise<void>;
  /**
   * Notes what is looked at again and again and mostly found to be well: in the place of what was noted before under the same `what` of the
   * same document and tells of no problems (`details.problems` is 0). What told of problems stays; where the very same is found time after
   * time, the first and the latest.
   */
  renew(entry: AuditEntry): Promise<void>;
  /** Newest first; of one document, or of all. */
  entries(options: { readonly documentId?: DocumentId; readonly limit: number }): Promise<readonly AuditEntry[]>;
}
