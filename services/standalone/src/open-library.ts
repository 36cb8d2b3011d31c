import { mkdir, rm } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { createAccessService, type PictureOptions } from '@diachi/access-service';
import { createSqliteCatalogue } from '@diachi/catalogue-sql';
import { createIndexWorker, rebuildFromStore } from '@diachi/index-worker';
import { checkPdfTools, readableTypes } from '@diachi/intake-worker';
import { buildPdfJob, intakeJob, makeThumbnailsJob, ocrPageJob } from '@diachi/jobs';
import { readableLanguages } from '@diachi/ocr-worker';
import { createPortalService, readAssets } from '@diachi/portal-service';
import type { Catalogue } from '@diachi/ports';
import type { Log } from '@diachi/process';
import { createLocalQueue } from '@diachi/queue-local';
import { createSqliteSearchIndex } from '@diachi/search-sqlite';
import { createFileObjectStore } from '@diachi/store-files';
import { createUploadService, mendIndex } from '@diachi/upload-service';
import { administratorLink, createWebApp, provideFirstThings, type Route } from '@diachi/web';
import { type AllSettings, stepSettingsIn } from './all-settings.ts';
import { createFillIndex } from './fill-index.ts';
import { catalogueFile, storeFolder } from './prepare-data-folder.ts';
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
  /** Everything the app answers. */
  readonly routes: readonly Route[];
  /** A new one-time link for the administrator, as long as none can sign in otherwise. */
  signInLink(baseUrl: string): Promise<{ readonly name: string; readonly link: string } | null>;
  /** Puts what is published and not in the index yet into it, calling `onFilling` first when that is something. Fails when something cannot answer. */
  fillIndex(signal: AbortSignal, onFilling: (documents: number) => void): Promise<void>;
  close(): Promise<void>;
};

const IDLE_MS = 60_000;
const THREAD_MEMORY_MB = 1_024;

/** The whole library on one data folder. Fails as its parts do, with nothing left open. */
export async function openLibrary(options: OpenLibraryOptions): Promise<Library> {
  const open = new AsyncDisposableStack();
  try {
    const { app, routes, catalogue, fillIndex } = await compose(options, open);
    return {
      app,
      routes,
      fillIndex,
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
  // Step threads start with the first document, and would end one after the other on this.
  if (isWorking) await checkPdfTools(config);
  let planIndexing = async () => {};
  const { store, catalogue, index } = await openKept(options, open, () => planIndexing());
  const queue = createLocalQueue();
  const upload = createUploadService({
    catalogue,
    store,
    queue,
    index,
    dataFolder: folder,
    incomingFolder: join(folder, 'incoming'),
    limits: config,
    harvest: config,
    defaultLibrary: config.libraryCode,
    languages: () => readableLanguages(config.ocrEngine),
    rebuild: async (tell, signal) => {
      const { documents, problems } = await rebuildFromStore({ catalogue, store, index }, tell, signal);
      for (const { key, failure } of problems) log.warn({ key, failure }, 'a file could not be used for rebuilding');
      log.info({ documents, problems: problems.length }, 'rebuilt from the store');
      return problems.length;
    },
    log,
  });
  if (isWorking) planIndexing = async () => void (await upload.reconcile());
  const threads = openStepThreads(options, catalogue);
  open.defer(() => threads.close());
  open.defer(() => upload.close());
  open.defer(() => queue.close());

  const { publicUrl } = config;
  const pictures = pictureOptions(options);
  const access = createAccessService({ catalogue, store, index, publicUrl, repository: config, pictures, log });
  const assets = await readAssets();
  const portal = createPortalService({
    reading: access.reading,
    catalogue,
    assets,
    work: upload.work,
    workOn: upload.workOn,
    inspection: upload.inspection,
    verification: upload.verification,
    sources: upload.sources,
    publicUrl,
    defaultLibrary: config.libraryCode,
    canReadHeic: async () => (await readableTypes()).includes('image/heic'),
  });
  const { app, routes } = createWebApp({
    routes: [...portal.routes, ...access.routes, ...upload.routes],
    catalogue,
    operatorToken,
    log,
    pages: portal,
    checkReady: async () => void (await catalogue.libraries()),
    sessionDays: config.sessionDays,
    trustedProxies: config.trustedProxies,
    readingRooms: config.readingRooms,
    programLimits: { perAddress: config.requestsPerAddress, perToken: config.requestsPerAccount },
  });

  const { handlers } = createIndexWorker({ catalogue, store, index });
  if (isWorking) {
    queue.work([...threads.handlers, ...handlers], { concurrency: config.workers });
    await upload.start();
  }
  const fill = { catalogue, handlers, log };
  return { app, routes, catalogue, fillIndex: createFillIndex(fill) };
}

const pictureOptions = ({ folder, config, log }: OpenLibraryOptions): PictureOptions => ({
  cacheFolder: join(folder, 'pictures'),
  cacheBytes: config.pictureCacheBytes,
  atOnce: config.picturesAtOnce,
  maxPixels: config.pictureMaxPixels,
  isStoreLocal: true,
  onNotKept: (thrown) => log.warn({ err: thrown }, 'a part of a page image could not be kept, and is drawn again'),
});

/** What is kept on the disk: the truth about bytes, the truth about records, and the copy for searching. */
async function openKept(
  { folder, config, log }: OpenLibraryOptions,
  open: AsyncDisposableStack,
  planIndexing: () => Promise<void>,
) {
  const store = open.adopt(await createFileObjectStore({ folder: storeFolder(folder) }), (it) => it.close());
  const catalogue = open.adopt(await createSqliteCatalogue({ path: catalogueFile(folder) }), (it) => it.close());
  await provideFirstThings(catalogue, { code: config.libraryCode, name: config.libraryName });

  // The index is a copy: what was thrown away is put in again from the store.
  let forgetting = Promise.resolve();
  const onDiscarded = (reason: string) => {
    log.warn({ reason }, 'the search index was thrown away and is made again');
    forgetting = catalogue.forgetIndexed().then(planIndexing);
    forgetting.catch((thrown: unknown) => log.error({ err: thrown }, 'the search index is not being made again yet'));
  };
  const index = await createSqliteSearchIndex({ path: join(folder, 'index.sqlite'), onDiscarded });
  open.defer(() => index.close());
  await forgetting;
  await mendIndex({ catalogue, index, log });
  return { store, catalogue, index };
}

function openStepThreads({ folder, config, log }: OpenLibraryOptions, catalogue: Catalogue) {
  const scratchFolder = join(folder, 'scratch');
  const ready = emptyScratch(scratchFolder);
  const threads = createStepThreads({
    count: config.workers,
    idleMs: IDLE_MS,
    onDied: (job, cause) => log.error({ err: cause, job }, 'a step thread died over its work'),
    onNotClosed: (thrown) => log.warn({ err: thrown }, 'a step thread could not be closed in order'),
    start: async () => {
      await ready;
      return startStepThread({
        catalogue,
        folder: storeFolder(folder),
        scratchFolder,
        settings: stepSettingsIn(config),
        memoryMb: THREAD_MEMORY_MB,
        onPrinted: (text) => log.debug({ text }, 'an engine printed'),
        onNoticed: (thrown) => log.warn({ err: thrown }, 'pages are read without something that helps'),
      });
    },
  });
  const { handlerFor } = threads;
  const handlers = [
    handlerFor(intakeJob),
    handlerFor(ocrPageJob),
    handlerFor(makeThumbnailsJob),
    handlerFor(buildPdfJob),
  ];
  const close = async () => {
    await threads.close();
    await ready;
    await emptyScratch(scratchFolder);
  };
  return { handlers, close };
}

/** Where steps put what is too large for memory, and models they unpack. When none of them runs, what lies there is nobody's. */
async function emptyScratch(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
}
