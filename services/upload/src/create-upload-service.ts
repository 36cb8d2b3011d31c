import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Document, type DocumentState, isFailure, type LibraryCode } from '@diachi/domain';
import type { Catalogue, JobQueue, ObjectStore, SearchIndex } from '@diachi/ports';
import type { Route, WebLog } from '@diachi/web';
import type { ReadableLanguages } from './check-language.ts';
import { documentRoutes } from './document-routes.ts';
import { followQueue } from './follow-queue.ts';
import { createInOrder } from './in-order.ts';
import { type IngestOptions, ingestPaths } from './ingest-paths.ts';
import { keepLibraries } from './keep-libraries.ts';
import { libraryRoutes } from './library-routes.ts';
import { createRecentReport } from './recent-report.ts';
import { reconcile } from './reconcile.ts';
import { createResumableUploads } from './resumable-uploads.ts';
import type { PassedOver, TakenFile } from './taken-file.ts';
import { removeUnusedSince } from './upload-folder.ts';
import { uploadRoutes } from './upload-routes.ts';
import { createWaitForRoom } from './wait-for-room.ts';
import { createWorkBoard } from './work-board.ts';
import { createWorkStreams } from './work-events.ts';
import { reportDocument, type WorkLine, type WorkReport } from './work-report.ts';
import { type Rebuild, workRoutes } from './work-routes.ts';

export type UploadServiceTools = {
  readonly catalogue: Catalogue;
  readonly store: ObjectStore;
  readonly queue: JobQueue;
  readonly index: Pick<SearchIndex, 'remove'>;
  /** Everything of the library's lies in it; it is never taken in itself. */
  readonly dataFolder: string;
  /** Ours alone, and best on the disk the store is on: files are moved from here into it. */
  readonly incomingFolder: string;
  readonly limits: {
    readonly maxFileBytes: number;
    readonly uploadExpiryMs: number;
    readonly reconcileEveryMs: number;
  };
  readonly rebuild: Rebuild;
  /** Whose a document is when nothing is said. */
  readonly defaultLibrary: LibraryCode;
  /** What pages can be read in here; asked only when a record says something else than before. */
  readonly languages: ReadableLanguages;
  readonly log: WebLog;
  readonly clock?: () => Date;
  /** How failures that may pass are waited out; for tests. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
};

export type UploadService = {
  readonly routes: readonly Route[];
  /** Follows the queue, plans again what a crash left, and goes on doing so now and then. */
  start(): Promise<void>;
  /** Plans what is missing; answers for how many documents. */
  reconcile(): Promise<number>;
  /** Takes in files and folders of this machine, telling of each as soon as it is known. */
  ingestPaths(options: IngestOptions): AsyncGenerator<TakenFile | PassedOver>;
  /** How the work goes. */
  work(): Promise<WorkReport>;
  /** How one document goes. */
  workOn(document: Document): Promise<WorkLine>;
  /** Called after each change of the work, until the returned function is called. */
  followWork(listener: () => void): () => void;
  status(): Promise<Readonly<Record<DocumentState, number>>>;
  /** Resolves when what was told by the queue until now is in the catalogue. */
  settled(): Promise<void>;
  /** Call it when the queue is closed: ends streams and writes what is left to write. */
  close(): Promise<void>;
};

export function createUploadService(tools: UploadServiceTools): UploadService {
  const { catalogue, store, queue, index, incomingFolder, limits, log, clock = () => new Date() } = tools;
  const closing = new AbortController();
  const copiesFolder = join(incomingFolder, 'copies');
  mkdirSync(copiesFolder, { recursive: true });

  const inOrder = createInOrder();
  const board = createWorkBoard(clock);
  const wait = tools.wait ?? ((ms, signal) => delay(ms, undefined, { signal, ref: false }));
  const waiting = { wait, signal: closing.signal, log };
  const { maxFileBytes, uploadExpiryMs: expiryMs } = limits;
  const uploads = createResumableUploads({
    folder: join(incomingFolder, 'uploads'),
    maxFileBytes,
    expiryMs,
    clock,
    log,
  });

  const goOn = async () => void (await reconcile(workTools));
  const waitForRoom = createWaitForRoom({ queue, store, board, waiting, clock, goOn });
  const { defaultLibrary, languages } = tools;
  const workTools = { catalogue, store, queue, index, inOrder, board, waiting, languages, clock, log, waitForRoom };
  const receiveTools = {
    catalogue,
    store,
    queue,
    inOrder,
    log,
    clock,
    dataFolder: tools.dataFolder,
    copiesFolder,
    maxFileBytes,
    uploads,
    defaultLibrary,
    languages,
  };
  const report = createRecentReport(workTools);
  const streams = createWorkStreams(workTools, report);

  const tidy = async () => {
    await uploads.removeExpired();
    await keepLibraries(workTools).catch((thrown: unknown) => {
      if (!isFailure(thrown)) throw thrown;
      log.warn({ err: thrown }, 'the list of member libraries is written into the store later');
    });
    await removeUnusedSince(copiesFolder, clock().getTime() - expiryMs);
    return reconcile(workTools);
  };
  let stopFollowing: (() => void) | undefined;
  let schedule: NodeJS.Timeout | undefined;

  return {
    routes: [
      ...uploadRoutes(receiveTools),
      ...documentRoutes(workTools),
      ...libraryRoutes(workTools),
      ...workRoutes({ ...workTools, report, streams, rebuild: tools.rebuild, goOn }),
    ],
    start: async () => {
      stopFollowing = followQueue(workTools);
      // Copies are finished or given up within one call, so none is wanted from before.
      await removeUnusedSince(copiesFolder, Number.POSITIVE_INFINITY);
      await tidy();
      schedule = setInterval(() => {
        tidy().catch((thrown: unknown) =>
          log.warn({ err: thrown }, 'the catalogue and the work could not be compared'),
        );
      }, limits.reconcileEveryMs);
      schedule.unref();
    },
    reconcile: tidy,
    ingestPaths: (options) => ingestPaths(receiveTools, options),
    work: report,
    workOn: (document) => reportDocument(workTools, document),
    followWork: (listener) => board.follow(listener),
    status: () => catalogue.countByState(),
    settled: () => inOrder.settled(),
    close: async () => {
      clearInterval(schedule);
      streams.close();
      stopFollowing?.();
      closing.abort();
      await inOrder.settled();
    },
  };
}
