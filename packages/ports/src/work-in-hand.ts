import type { Document } from '@diachi/domain';
import type { DocumentList, Stretch } from './document-list.ts';
import type { StepCount } from './step-count.ts';

/** A document with a revision in work, and its steps as `progress` tells them. */
export type DocumentInWork = { readonly document: Document; readonly steps: readonly StepCount[] };

/** How many documents are in work, and pages of them that are read, of those that are known. */
export type WorkCount = { readonly documents: number; readonly pagesDone: number; readonly pagesPlanned: number };

/** What a catalogue tells of all work together, asked often and answered at once however much there is. */
export interface WorkInHand {
  /** Documents with a revision in work, a first one or another, of which nothing has failed; newest first, at most so many. */
  inWork(limit: number): Promise<readonly DocumentInWork[]>;
  /** All those documents together. */
  countInWork(): Promise<WorkCount>;
  /** Documents something is still to be done for without being asked: a revision in work of which nothing has failed, or a published one that is not indexed. Newest first. */
  unfinished(stretch: Stretch): Promise<DocumentList>;
  /** Documents with a failure noted, refused ones too; newest first, at most so many. */
  withFailure(limit: number): Promise<readonly Document[]>;
  /** How many documents the index should hold: those that are `isIndexed`, less those that are closed. */
  countIndexed(): Promise<number>;
}
