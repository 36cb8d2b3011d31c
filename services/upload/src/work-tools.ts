import type { FailureNote } from '@diachi/domain';
import type { Catalogue, JobQueue, ObjectStore, SearchIndex } from '@diachi/ports';
import type { WebLog } from '@diachi/web';
import type { ReadableLanguages } from './check-language.ts';
import type { Keeping } from './keeping.ts';
import type { Waiting } from './until-answered.ts';
import type { WorkBoard } from './work-board.ts';

/** What everything that moves documents along has at hand. What belongs to one document is done in its turn: `catalogue.locks.inOrder(id, …)`. */
export type WorkTools = {
  readonly catalogue: Catalogue;
  readonly store: ObjectStore;
  readonly queue: JobQueue;
  readonly index: Pick<SearchIndex, 'remove' | 'documents' | 'size'>;
  readonly keeping: Keeping;
  readonly board: WorkBoard;
  readonly waiting: Waiting;
  readonly languages: ReadableLanguages;
  readonly clock: () => Date;
  readonly log: WebLog;
  /** Holds all deliveries back until there is room again. Resolves at once. */
  readonly waitForRoom: (why: FailureNote) => Promise<void>;
};
