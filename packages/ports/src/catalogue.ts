import type {
  Checksum,
  Document,
  DocumentFailure,
  DocumentId,
  DocumentKind,
  DocumentRecord,
  DocumentState,
  Library,
  LibraryCode,
  Original,
  PageIndex,
  PageOutcome,
  PageSummary,
  Revision,
} from '@diachi/domain';
import type { AuditTrail } from './audit-trail.ts';
import type { Changes } from './changes.ts';
import type { DocumentList, Stretch } from './document-list.ts';
import type { Harvests } from './harvests.ts';
import type { Locks } from './locks.ts';
import type { People } from './people.ts';
import type { Shelf } from './shelf.ts';
import type { StepCount } from './step-count.ts';
import type { ToCheck } from './to-check.ts';
import type { WorkInHand } from './work-in-hand.ts';

export type NewDocument = {
  readonly id: DocumentId;
  readonly record: DocumentRecord;
  readonly originals: readonly Original[];
};

export type DocumentFilter = {
  readonly states?: readonly DocumentState[];
  readonly library?: LibraryCode;
  readonly collection?: string;
  readonly kind?: DocumentKind;
  /** Only those whose record everybody may see once they are published, or only those that are closed. */
  readonly isShown?: boolean;
};

/** A document that is gone, and by which bytes it was known. */
type RemovedDocument = Pick<Document, 'id' | 'originals'>;

/** One finished step, counted once however often it is told. */
export type FinishedStep = { readonly revision: Revision; readonly job: string; readonly stepId: string };

/**
 * The truth about records. Every method is one transaction: durable when it resolves, nothing of it done when it fails.
 * All fail with `catalogue.unavailable` (or a code that says more, of the same kind) when the database cannot answer, and `catalogue.full` (also `unavailable`) when it has no room.
 * What asks for a document fails with `document.missing` when nobody knows it.
 */
export interface Catalogue extends WorkInHand, ToCheck, Changes, Harvests {
  readonly people: People;
  readonly audit: AuditTrail;
  /** Kept where records are kept: who cannot reach them cannot reach the locks. */
  readonly locks: Locks;

  /** Takes a document in, in state `received`, with revision 1 to be worked on. Known already (and not refused): nothing changes and `isNew` is false. A refused one starts again. */
  receive(document: NewDocument): Promise<{ readonly document: Document; readonly isNew: boolean }>;

  /** Fails with `document.missing`. */
  document(id: DocumentId): Promise<Document>;
  documents(filter: DocumentFilter, stretch: Stretch): Promise<DocumentList>;
  /** Those of these that are there, in no order. */
  documentsNamed(ids: readonly DocumentId[]): Promise<readonly Document[]>;
  /** Documents one of whose originals has these bytes, refused ones left out, oldest first. */
  documentsWithOriginal(checksum: Checksum): Promise<readonly DocumentId[]>;
  countByState(): Promise<Readonly<Record<DocumentState, number>>>;
  /** What readers can browse, counted: every shelf with something published on it that is not closed, by library, collection and kind. Its cost grows with the shelves and with what is closed, not with what stands on them. */
  shelves(): Promise<readonly Shelf[]>;

  /** Fails with `record.changed-meanwhile` (conflict) unless `onVersion` is the current one. Returns the document with its new version; it is then no longer `isIndexed`. */
  changeRecord(id: DocumentId, record: DocumentRecord, onVersion: number): Promise<Document>;

  /** Intake is done: the pages are known, all `waiting`, and the document is `reading` (or stays `published` on a later revision). Telling it twice changes nothing that was read meanwhile. */
  openRevision(revision: Revision, pages: readonly PageSummary[]): Promise<void>;
  /** What became of one page. Fails with `page.missing` when the revision has no such page. Errors are kept to a millionth, everywhere. */
  setPage(revision: Revision, page: PageIndex, outcome: PageOutcome): Promise<void>;
  /** The pages of one revision in order; empty when it was never opened. */
  pages(revision: Revision): Promise<readonly PageSummary[]>;
  finishStep(finished: FinishedStep): Promise<void>;
  /** Steps of a revision in the order of the plan; empty before its pages are known and once it is published. */
  progress(revision: Revision): Promise<readonly StepCount[]>;

  /** The one small write that lets readers see a revision: state `published`, these pages, not yet `isIndexed`, counts of steps forgotten. Publishing the same twice, or an older one, changes nothing. */
  publish(revision: Revision, pages: readonly PageSummary[]): Promise<void>;
  /** The index now holds this revision under this version of the record, and a failure of `index-document` is over. Ignored when either is no longer current. */
  setIndexed(revision: Revision, recordVersion: number): Promise<void>;
  /** These documents, or every one, become not `isIndexed`: the index lost them. Many take a while, stretch by stretch; broken off, it is asked for again. */
  forgetIndexed(ids?: readonly DocumentId[]): Promise<void>;

  /**
   * Documents whose embargo has ended on a day (`YYYY-MM-DD`) become not `isIndexed`, and their records are of a new version: from now on everybody may see of them what
   * their access says. Of each it is noted in the audit trail, once (`document.embargo-ended`). Answers how many; asked again, none. Broken off, it is asked for again.
   */
  openEmbargoed(today: string): Promise<number>;

  /** State `failed`, unless a revision is published already: then it stays `published` and only the failure is noted. */
  fail(id: DocumentId, failure: DocumentFailure): Promise<void>;
  /** State `refused`: the originals cannot be used. A published document stays `published`, as with `fail`. */
  refuse(id: DocumentId, failure: DocumentFailure): Promise<void>;
  /** Clears the failure and goes back to `received` (or stays `published`), working on the same revision again. Fails with `document.refused` (conflict): of a refused one nothing was kept. */
  retry(id: DocumentId): Promise<Document>;
  /** Opens the next revision of a published document for work; asking twice opens one. Fails with `document.not-published` (conflict). */
  startRevision(id: DocumentId): Promise<Revision>;
  /**
   * Removes the document and everything the catalogue knows of it but the audit trail; the search index has then to forget it, and the
   * store to be cleared of it. Removing what is not there is done already.
   * Where another took its place, whoever asks for the removed one is led there, and whoever was led to it before too; fails with
   * `document.missing` when that one is not there, and `merge.itself` (invalid) when it is the same.
   */
  remove(id: DocumentId, mergedInto?: DocumentId): Promise<void>;
  /** Removed documents the store may still keep something of, longest removed first, at most so many, or only the one that is asked for. One that is received again is none of them. */
  toClear(limit: number, id?: DocumentId): Promise<readonly RemovedDocument[]>;
  /** The store keeps nothing of it any more. */
  setCleared(id: DocumentId): Promise<void>;
  /** Removed documents the search index may still hold, longest removed first, at most so many. One that is received again is none of them. */
  toForget(limit: number): Promise<readonly DocumentId[]>;
  /** The search index holds it no more. */
  setForgotten(id: DocumentId): Promise<void>;

  /**
   * Puts back a document as the store's files tell it, in place of `known`, which is what was here when they were read (left out: nothing).
   * Pages of later revisions stay. False, and nothing is changed, when what is here is no longer that, or the store has still to be
   * cleared of the document: what it tells is what was removed. For rebuilding.
   */
  restore(document: Document, pages: readonly PageSummary[], known?: Document | null): Promise<boolean>;

  /** In the order of their codes. */
  libraries(): Promise<readonly Library[]>;
  /** Adds a member library, or renames it. */
  putLibrary(library: Library): Promise<void>;
  /** Names of collections in use in a library (or all), in Vietnamese order. */
  collections(library?: LibraryCode): Promise<readonly string[]>;

  close(): Promise<void>;
}
