import type { Document, DocumentFailure, DocumentId, DocumentState, FailureNote, LibraryCode } from '@diachi/domain';
import type { Catalogue, Reading, StepCount } from '@diachi/ports';
import type { Assets } from './assets.ts';

/** How far one document in work is, or what stopped it. */
export type WorkLine = {
  readonly id: DocumentId;
  readonly title: string;
  readonly state: DocumentState;
  /** It is being read, for the first time or again. */
  readonly isInWork: boolean;
  readonly pageCount: number | null;
  readonly steps: readonly StepCount[];
  /** Null until enough is done to tell. */
  readonly forecastSeconds: number | null;
  readonly failure: DocumentFailure | null;
  readonly receivedAt: string;
};

/** What is in work, failed or refused, newest first, as whoever plans the work tells it. */
export type WorkReport = {
  readonly totals: {
    readonly documents: Readonly<Record<DocumentState, number>>;
    /** Documents being read, published ones that are read again too. */
    readonly inWork: number;
    readonly forecastSeconds: number | null;
    /** Why deliveries are held back, or null. */
    readonly paused: FailureNote | null;
    readonly rebuild: {
      readonly isRunning: boolean;
      readonly done: number;
      readonly planned: number | null;
      readonly failure: FailureNote | null;
    } | null;
  };
  readonly documents: readonly WorkLine[];
};

export type PortalTools = {
  readonly reading: Reading;
  readonly catalogue: Pick<Catalogue, 'people' | 'audit' | 'withFailure'>;
  readonly work: () => Promise<WorkReport>;
  /** How one document goes. */
  readonly workOn: (document: Document) => Promise<Pick<WorkLine, 'steps' | 'forecastSeconds'>>;
  readonly assets: Assets;
  /** Whose a document is when nothing else is chosen; the first one of all when it is not said. */
  readonly defaultLibrary?: LibraryCode;
  /** Whether this machine can read HEIC pictures; not, when it is not said. */
  readonly canReadHeic?: () => Promise<boolean>;
  /** How long a page waits for what the search adds to it; 5 seconds when it is not said. A page of results waits three times as long. */
  readonly searchLimitMs?: number;
  readonly clock?: () => Date;
};
