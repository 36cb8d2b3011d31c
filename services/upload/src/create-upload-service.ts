import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Document, type DocumentState, Failure, type FailureNote, keys, type LibraryCode } from '@diachi/domain';
import type { Catalogue, JobQueue, ObjectStore, SearchIndex } from '@diachi/ports';
import type { Route, WebLog } from '@diachi/web';
import type { ReadableLanguages } from './check-language.ts';
import { documentRoutes } from './document-routes.ts';
import { createBytePace } from './fixity/byte-pace.ts';
import { fixityRoutes, reportVerification, type VerificationReport } from './fixity/fixity-routes.ts';
import { createLookAgain } from './fixity/look-again.ts';
import { verify } from './fixity/verify.ts';
import { followProgress } from './follow-progress.ts';
import { harvestRoutes } from './harvest/harvest-routes.ts';
import {
  createHarvesting,
  HARVEST_DEFAULTS,
  type HarvestingTools,
  type HarvestLimits,
  type ToldSource,
} from './harvest/harvesting.ts';
import { type IngestOptions, ingestPaths } from './ingest-paths.ts';
import { inspect } from './inspection/inspect.ts';
import { type InspectionReport, inspectionRoutes, reportInspection } from './inspection/inspection-routes.ts';
import { createKeeping } from './keeping.ts';
import { learn } from './learning/learn.ts';
import { learningRoutes } from './learning/learning-routes.ts';
import { libraryRoutes } from './library-routes.ts';
import { createLongWork, type LongWork } from './long-work.ts';
import { createRecentReport } from './recent-report.ts';
import { createSteward } from './steward.ts';
import { createStewardDuty } from './steward-duty.ts';
import type { PassedOver, TakenFile } from './taken-file.ts';
import { uploadRoutes } from './upload-routes.ts';
import { createFolderUploads } from './uploads/folder-uploads.ts';
import { createStoredUploads } from './uploads/stored-uploads.ts';
import { removeUnusedSince } from './uploads/upload-folder.ts';
import { createWorkBoard } from './work-board.ts';
import { createWorkStreams } from './work-events.ts';
import { reportDocument, type WorkLine, type WorkReport } from './work-report.ts';
import { type Rebuild, workRoutes } from './work-routes.ts';
import type { WorkTools } from './work-tools.ts';

export type UploadServiceTools = {
  readonly catalogue: Catalogue;
  readonly store: ObjectStore;
  readonly queue: JobQueue;
  readonly index: HarvestingTools['index'] & Pick<SearchIndex, 'remove' | 'documents' | 'size'>;
  /** Everything of the library's lies in it; it is never taken in itself. */
  readonly dataFolder: string;
  /** This process's alone, and best on the disk the store is on: files are moved from here into it. */
  readonly incomingFolder: string;
  /** Where unfinished uploads lie: in `incomingFolder` when not given, or in the store, from where any other process can go on with them. */
  readonly uploadsIn?: 'folder' | 'store';
  /** How other repositories are asked; as settings that are not set when not given. */
  readonly harvest?: HarvestLimits;
  readonly limits: {
    readonly maxFileBytes: number;
    readonly uploadExpiryMs: number;
    readonly reconcileEveryMs: number;
    readonly inspectEveryMs: number;
    /** 0 for never. */
    readonly verifyEveryDays: number;
    /** Megabytes a second at which files are read for it; 0 for as fast as it goes. */
    readonly verifyMbPerSecond: number;
  };
  readonly rebuild: Rebuild;
  /** Whose a document is when nothing is said. */
  readonly defaultLibrary: LibraryCode;
  /** What pages can be read in here; asked only when a record says something else than before. */
  readonly languages: ReadableLanguages;
  readonly log: WebLog;
  /** Done each time this process becomes the steward: of several that begin at once, by one. */
  readonly onSteward?: () => Promise<void>;
  readonly clock?: () => Date;
  /** How failures that may pass are waited out; for tests. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** How soon the place of a steward that is gone is taken, in milliseconds. */
  readonly tryEveryMs?: number;
};

export type UploadService = {
  readonly routes: readonly Route[];
  /** Follows the queue and, unless another process does so, sees to it that nothing is left lying: plans again what a crash left, and goes on doing so now and then. */
  start(): Promise<void>;
  /** Whether this process is the steward of the library now. */
  isSteward(): boolean;
  /** Plans what is missing; answers for how many documents. */
  reconcile(): Promise<number>;
  /** Takes in files and folders of this machine, telling of each as soon as it is known. */
  ingestPaths(options: IngestOptions): AsyncGenerator<TakenFile | PassedOver>;
  /** How the work goes. */
  work(): Promise<WorkReport>;
  /** How one document goes. */
  workOn(document: Document): Promise<WorkLine>;
  /** What was found when catalogue, store and search index were last compared. */
  inspection(): Promise<InspectionReport>;
  /** What was found when every file was last compared with its checksum. */
  verification(): Promise<VerificationReport>;
  /** Other repositories and how their harvests go. */
  sources(): Promise<readonly ToldSource[]>;
  /** Called after each change of the work, until the returned function is called. */
  followWork(listener: () => void): () => void;
  status(): Promise<Readonly<Record<DocumentState, number>>>;
  /** Resolves when what was told by the queue until now is in the catalogue. */
  settled(): Promise<void>;
  /** Call it when the queue is closed: ends streams and writes what is left to write. */
  close(): Promise<void>;
};

const TRY_EVERY_MS = 5_000;

export function createUploadService(tools: UploadServiceTools): UploadService {
  const { catalogue, queue, limits, log } = tools;
  const composed = compose(tools);
  const { clock, closing, copiesFolder, workTools, receiveTools, reportTools, startInspection, duty } = composed;
  const { learning, startLearning, harvesting, verification, startVerification, lookingAgain } = composed;
  const { locks } = catalogue;
  const { board } = workTools;
  const { rebuild, inspection } = reportTools;
  const steward = createSteward({
    locks,
    log,
    closing: closing.signal,
    tidyEveryMs: limits.reconcileEveryMs,
    tryEveryMs: tools.tryEveryMs ?? TRY_EVERY_MS,
    takeUp: duty.takeUp,
    ...(tools.onSteward && { onTerm: tools.onSteward }),
  });
  const report = createRecentReport(reportTools);
  const streams = createWorkStreams(reportTools, report);
  const goOn = async () => void (await duty.tidy());
  const inspectionTools = { store: tools.store, inspection, startInspection };
  const fixityTools = { store: tools.store, verification, startVerification };
  let stopFollowing: (() => void) | undefined;
  let sweeping: NodeJS.Timeout | undefined;
  const sweep = () => removeUnusedSince(copiesFolder, clock().getTime() - limits.uploadExpiryMs);

  return {
    routes: [
      ...uploadRoutes(receiveTools),
      ...documentRoutes(workTools),
      ...libraryRoutes(workTools),
      ...workRoutes({ ...reportTools, report, streams, rebuildAll: tools.rebuild, goOn }),
      ...inspectionRoutes(inspectionTools),
      ...fixityRoutes(fixityTools),
      ...learningRoutes({ store: tools.store, learning, startLearning }),
      ...harvestRoutes({ catalogue, harvesting, clock }),
    ],
    start: async () => {
      stopFollowing = followProgress({ queue, board });
      // Copies are finished or given up within one call, so none is wanted from before.
      await removeUnusedSince(copiesFolder, Number.POSITIVE_INFINITY);
      sweeping = setInterval(() => {
        sweep().catch((thrown: unknown) => log.warn({ err: thrown }, 'copies that were left could not be removed'));
      }, limits.reconcileEveryMs).unref();
      await steward.start();
    },
    isSteward: steward.isServing,
    reconcile: duty.tidy,
    ingestPaths: (options) => ingestPaths(receiveTools, options),
    work: report,
    workOn: (document) => reportDocument(reportTools, document),
    inspection: () => reportInspection(inspectionTools),
    verification: () => reportVerification(fixityTools),
    sources: harvesting.sources,
    followWork: (listener) => board.follow(listener),
    status: () => catalogue.countByState(),
    settled: async () => {
      await duty.settled();
      await locks.settled();
    },
    close: async () => {
      clearInterval(sweeping);
      streams.close();
      stopFollowing?.();
      closing.abort();
      await steward.ended();
      const longWork = [rebuild, inspection, learning, verification, lookingAgain, harvesting];
      await Promise.all(longWork.map((work) => work.settled()));
      await locks.settled();
    },
  };
}

/** Introduces the parts of the service to each other. */
function compose(tools: UploadServiceTools) {
  const { catalogue, store, queue, index, incomingFolder, limits, log, clock = () => new Date() } = tools;
  const { defaultLibrary, languages, dataFolder } = tools;
  const { maxFileBytes, uploadExpiryMs: expiryMs } = limits;
  const closing = new AbortController();
  const copiesFolder = join(incomingFolder, 'copies');
  mkdirSync(copiesFolder, { recursive: true });

  const board = createWorkBoard(clock);
  const keeping = createKeeping();
  const wait = tools.wait ?? ((ms, signal) => delay(ms, undefined, { signal, ref: false }));
  const waiting = { wait, signal: closing.signal, log };
  const uploadLimits = { maxFileBytes, expiryMs, clock, log };
  const uploads =
    tools.uploadsIn === 'store'
      ? createStoredUploads({ ...uploadLimits, store, scratchFolder: copiesFolder })
      : createFolderUploads({ ...uploadLimits, folder: join(incomingFolder, 'uploads') });

  const longWork = (name: 'rebuild' | 'inspection' | 'learning' | 'verification', running: () => Failure) => {
    const { locks } = catalogue;
    const onTold = () => board.tell(null);
    const { signal } = closing;
    return createLongWork({ name, key: keys.progress(name), locks, store, running, signal, clock, log, onTold });
  };
  const rebuild = longWork('rebuild', rebuildRunning);
  const inspection = longWork('inspection', inspectionRunning);
  const learning = longWork('learning', learningRunning);
  const verification = longWork('verification', verificationRunning);

  const kept = { catalogue, store, queue, keeping, log, clock };
  const waitForRoom = (why: FailureNote) => duty.waitForRoom(why);
  const workTools: WorkTools = { ...kept, index, board, waiting, languages, waitForRoom };
  const startInspection = () => inspection.start((tell, signal) => inspect({ ...workTools, uploads }, tell, signal));
  const startLearning = () => learning.start((tell, signal) => learn(workTools, tell, signal));
  const harvesting = createHarvesting({
    ...{ catalogue, index, store, defaultLibrary, wait, clock, log },
    limits: tools.harvest ?? HARVEST_DEFAULTS,
    signal: closing.signal,
    onTold: () => board.tell(null),
  });
  const { startVerification, verifyDue, lookingAgain } = composeFixity(workTools, verification, limits);
  const lookAgain = lookingAgain.begin;
  const starting = { startInspection, startLearning, startVerification: verifyDue, lookAgain };
  const duty = createStewardDuty({ tools: workTools, uploads, limits, ...starting, harvesting });
  const receiveTools = {
    ...kept,
    ...{ dataFolder, copiesFolder, maxFileBytes, uploads, defaultLibrary, languages },
  };
  const others = async () => [await verification.state(), ...(await harvesting.progress())];
  const reportTools = { catalogue, queue, board, rebuild, inspection, others, log };
  const started = { ...starting, startVerification, lookingAgain, learning, verification, harvesting };
  return { clock, closing, copiesFolder, workTools, receiveTools, reportTools, ...started, duty };
}

/** A round that is under way goes on at the pace that somebody asks for meanwhile. */
function composeFixity(tools: WorkTools, verification: LongWork, { verifyMbPerSecond }: UploadServiceTools['limits']) {
  const { signal, wait } = tools.waiting;
  let mbPerSecond = verifyMbPerSecond;
  const pace = createBytePace(
    () => mbPerSecond,
    (ms) => wait(ms, signal),
  );
  const start = (damagedFirst: boolean, asked = verifyMbPerSecond) =>
    verification.start(async (tell, ended) => {
      mbPerSecond = asked;
      try {
        return await verify(tools, { pace, damagedFirst }, tell, ended);
      } finally {
        mbPerSecond = verifyMbPerSecond;
      }
    });
  return {
    startVerification: (asked?: number) => {
      if (asked !== undefined) mbPerSecond = asked;
      return start(true, asked);
    },
    /** Begun by itself. */
    verifyDue: () => start(false),
    lookingAgain: createLookAgain(tools, { pace }, signal),
  };
}

const rebuildRunning = () => new Failure('conflict', 'rebuild.running', 'A rebuild is under way already.');
const inspectionRunning = () => new Failure('conflict', 'inspection.running', 'An inspection is under way already.');
const verificationRunning = () =>
  new Failure('conflict', 'verification.running', 'The files are being verified already.');
const learningRunning = () => new Failure('conflict', 'learning.running', 'The library is learning already.');
