import type {
  Document,
  DocumentFailure,
  DocumentId,
  DocumentState,
  FailureDetails,
  FailureNote,
  LibraryCode,
} from '@diachi/domain';
import type { Catalogue, KnownSource, Reading, StepCount } from '@diachi/ports';
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

/** How far work is that takes long and goes on beside everything else, or how it ended lately. */
export type LongWork = {
  readonly isRunning: boolean;
  readonly done: number;
  /** Null until it is known. */
  readonly planned: number | null;
  readonly failure: FailureNote | null;
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
    readonly rebuild: LongWork | null;
  };
  readonly documents: readonly WorkLine[];
};

/** One thing that an inspection found not to be as it should. Its code has words like a failure's; `id` in its details names a document. */
export type Finding = { readonly code: string; readonly message: string; readonly details: FailureDetails };

/** What came of comparing catalogue, store and search index, as whoever compared them tells it. */
export type Inspection = {
  readonly startedAt: string;
  readonly endedAt: string;
  readonly counts: {
    readonly documents: number;
    /** Files in the store. */
    readonly objects: number;
    /** Documents the search index holds. */
    readonly indexed: number;
    readonly repaired: number;
    readonly problems: number;
  };
  /** The first few hundred, and so of problems; `counts` counts them all. */
  readonly repaired: readonly Finding[];
  readonly problems: readonly Finding[];
};

/** What is answered about inspections. */
export type InspectionReport = {
  /** The last one that came to its end; null when there was none. */
  readonly last: Inspection | null;
  /** The one under way, or how one ended lately. */
  readonly state: LongWork | null;
};

/** What came of comparing every file with its checksum; `counts.objects` are files. */
export type Verification = Inspection & { readonly sizeBytes: number };

/** What is known to be wrong with files, until it is right again. */
export type Standing = {
  readonly counts: { readonly problems: number };
  /** The first few hundred. */
  readonly problems: readonly Finding[];
  readonly originalsLost: number;
};

/** What is answered about that. */
export type VerificationReport = {
  /** The last round that came to its end; null when there was none. */
  readonly last: Verification | null;
  /** What is wrong with files now, whether a round has ended or not; left out by an upload service of before. */
  readonly standing?: Standing;
  readonly state: LongWork | null;
};

/** Another repository, with the harvest that is under way or ended lately. */
export type ToldSource = KnownSource & { readonly progress: LongWork | null };

export type PortalTools = {
  readonly reading: Reading;
  readonly catalogue: Pick<
    Catalogue,
    'people' | 'audit' | 'libraries' | 'withFailure' | 'documentsToCheck' | 'pagesToCheck'
  >;
  readonly work: () => Promise<WorkReport>;
  /** How one document goes. */
  readonly workOn: (document: Document) => Promise<Pick<WorkLine, 'steps' | 'forecastSeconds'>>;
  readonly inspection: () => Promise<InspectionReport>;
  readonly verification: () => Promise<VerificationReport>;
  /** Other repositories and how their harvests go. */
  readonly sources: () => Promise<readonly ToldSource[]>;
  /** Where administrators look into the queue, where there is one that can be looked into. */
  readonly queueAddress?: string;
  /** Where the library is for everybody outside; as each request says when not given. */
  readonly publicUrl?: URL | null;
  readonly assets: Assets;
  /** Whose a document is when nothing else is chosen; the first one of all when it is not said. */
  readonly defaultLibrary?: LibraryCode;
  /** Whether this machine can read HEIC pictures; not, when it is not said. */
  readonly canReadHeic?: () => Promise<boolean>;
  /** How long a page waits for what the search adds to it; 5 seconds when it is not said. A page of results waits three times as long. */
  readonly searchLimitMs?: number;
  readonly clock?: () => Date;
};
