import { mkdir, rm } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { createAccessService } from '@diachi/access-service';
import { createSqliteCatalogue } from '@diachi/catalogue-sql';
import { createIndexWorker, rebuildFromStore } from '@diachi/index-worker';
import { buildPdfJob, intakeJob, makeThumbnailsJob, ocrPageJob } from '@diachi/jobs';
import { createPortalService, readAssets } from '@diachi/portal-service';
import type { Log } from '@diachi/process';
import { createLocalQueue } from '@diachi/queue-local';
import { createSqliteSearchIndex } from '@diachi/search-sqlite';
import { createFileObjectStore } from '@diachi/store-files';
import { createUploadService } from '@diachi/upload-service';
import { createWebApp } from '@diachi/web';
import type { AllSettings } from './all-settings.ts';
import { administratorLink, provideFirstThings } from './first-start.ts';
import { startStepThread } from './start-step-thread.ts';
import { createStepThreads } from './step-threads.ts';

export type OpenLibraryOptions = {
  /** A data folder that belongs to this process: see `takeDataFolder`. */
  readonly folder: string;
  readonly config: AllSettings;
  readonly log: Log;
  /** Whoever knows it acts as operator. */
  readonly operatorToken: string;
  /** Whether documents are worked on, or only asked for. */
  readonly isWorking: boolean;
};

export type Library = {
  readonly app: RequestListener;
  /** A new one-time link for the administrator, as long as none can sign in otherwise. */
  signInLink(baseUrl: string): Promise<{ readonly name: string; readonly link: string } | null>;
  close(): Promise<void>;
};

const IDLE_MS = 60_000;
const THREAD_MEMORY_MB = 1_024;

/** The whole library on one data folder. Fails as its parts do, with nothing left open. */
export async function openLibrary(options: OpenLibraryOptions): Promise<Library> {
  const open = new AsyncDisposableStack();
  try {
    const { app, catalogue } = await compose(options, open);
    return {
      app,
      signInLink: (baseUrl) => administratorLink(catalogue, baseUrl),
      close: () => open.disposeAsync(),
    };
  } catch (thrown) {
    await open.disposeAsync();
    throw thrown;
  }
}

// What is opened first is closed last.
async function compose(options: OpenLibraryOptions, open: AsyncDisposableStack) {
  const { folder, config, log, operatorToken, isWorking } = options;
  const storeFolder = join(folder, 'store');
  const store = open.adopt(await createFileObjectStore({ folder: storeFolder }), (it) => it.close());
  const catalogue = open.adopt(await createSqliteCatalogue({ path: join(folder, 'catalogue.sqlite') }), (it) =>
    it.close(),
  );
  await provideFirstThings(catalogue, { code: config.libraryCode, name: config.libraryName });
  const index = open.adopt(
    await createSqliteSearchIndex({ path: join(folder, 'index.sqlite'), onDiscarded: (reason) => void refill(reason) }),
    (it) => it.close(),
  );
  // The index is a copy: what was thrown away is put in again from the store.
  async function refill(reason: string): Promise<void> {
    try {
      log.warn({ reason }, 'the search index was thrown away and is made again');
      await catalogue.forgetIndexed();
      if (isWorking) await upload.reconcile();
    } catch (thrown) {
      log.error({ err: thrown }, 'the search index could not be made again yet');
    }
  }

  const threads = createStepThreads({
    count: config.workers,
    idleMs: IDLE_MS,
    start: async () =>
      startStepThread({
        catalogue,
        folder: storeFolder,
        scratchFolder: await emptyScratch,
        settings: config,
        memoryMb: THREAD_MEMORY_MB,
      }),
  });
  const emptyScratch = makeScratchFolder(folder);
  open.defer(() => threads.close());

  const queue = createLocalQueue();
  const upload = createUploadService({
    catalogue,
    store,
    queue,
    index,
    incomingFolder: join(folder, 'incoming'),
    limits: config,
    rebuild: (tell) => rebuildFromStore({ catalogue, store, index }, tell),
    log,
  });
  open.defer(() => upload.close());
  open.defer(() => queue.close());

  const access = createAccessService({ catalogue, store, index });
  const assets = await readAssets();
  const portal = createPortalService({ reading: access.reading, catalogue, assets, work: upload.work });
  const { app } = createWebApp({
    routes: [...portal.routes, ...access.routes, ...upload.routes],
    catalogue,
    operatorToken,
    log,
    pages: portal,
    checkReady: async () => void (await catalogue.libraries()),
    sessionDays: config.sessionDays,
    trustedProxies: config.trustedProxies,
  });

  if (isWorking) {
    const publishing = createIndexWorker({ catalogue, store, index });
    const inThreads = [
      threads.handlerFor(intakeJob),
      threads.handlerFor(ocrPageJob),
      threads.handlerFor(makeThumbnailsJob),
      threads.handlerFor(buildPdfJob),
    ];
    queue.work([...inThreads, ...publishing.handlers], { concurrency: config.workers });
    await upload.start();
  }
  return { app, catalogue };
}

/** Where steps put what is too large for memory. Whatever a killed process left there is nobody's. */
async function makeScratchFolder(folder: string): Promise<string> {
  const scratch = join(folder, 'scratch');
  await rm(scratch, { recursive: true, force: true });
  await mkdir(scratch, { recursive: true });
  return scratch;
}
