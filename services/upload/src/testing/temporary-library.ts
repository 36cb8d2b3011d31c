import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSqliteCatalogue } from '@diachi/catalogue-sql';
import { keys, type PageList, parseLibraryCode, type Revision, UNRECKONED } from '@diachi/domain';
import {
  buildPdfJob,
  indexDocumentJob,
  intakeJob,
  makeThumbnailsJob,
  ocrPageJob,
  publishRevisionJob,
} from '@diachi/jobs';
import {
  type Catalogue,
  handle,
  type JobHandler,
  type JobQueue,
  type ObjectStore,
  type SearchIndex,
} from '@diachi/ports';
import { createLocalQueue } from '@diachi/queue-local';
import { createFileObjectStore } from '@diachi/store-files';
import { createSignInLink, createWebApp, type WebApp } from '@diachi/web';
import { createUploadService, type UploadService, type UploadServiceTools } from '../create-upload-service.ts';
import type { HarvestingTools } from '../harvest/harvesting.ts';

export const OPERATOR = 'operator-token-of-this-test';
const PASSWORD = 'hoa ban trắng';
export type Headers = Readonly<Record<string, string>>;

/** A library in a folder of its own, answering on a port of its own, with steps that do the least a step must. */
export type TemporaryLibrary = {
  readonly folder: string;
  readonly catalogue: Catalogue;
  readonly store: ObjectStore;
  readonly queue: JobQueue;
  readonly service: UploadService;
  readonly web: WebApp;
  readonly origin: string;
  readonly removedFromIndex: string[];
  signIn(name: string, role: 'member' | 'archivist' | 'admin'): Promise<Headers>;
  /** Resolves when the queue is empty and everything it told is written. */
  quiet(): Promise<void>;
  /** Ends everything but the folder, as a process that stops. */
  stop(): Promise<void>;
};

export type LibraryOptions = {
  readonly folder?: string;
  readonly handlers?: (tools: { catalogue: Catalogue; store: ObjectStore }) => readonly JobHandler[];
  readonly wrapStore?: (store: ObjectStore) => ObjectStore;
  readonly wrapQueue?: (queue: JobQueue) => JobQueue;
  /** Another process of that library: the same catalogue, store and queue, in a folder of its own for what arrives. */
  readonly beside?: TemporaryLibrary;
  readonly wrapCatalogue?: (catalogue: Catalogue) => Catalogue;
  readonly limits?: Partial<UploadServiceTools['limits']>;
  readonly clock?: () => Date;
  /** False leaves all work waiting. */
  readonly works?: boolean;
  readonly rebuild?: UploadServiceTools['rebuild'];
  readonly index?: OurIndex;
  readonly harvest?: UploadServiceTools['harvest'];
  readonly uploadsIn?: UploadServiceTools['uploadsIn'];
  readonly onSteward?: UploadServiceTools['onSteward'];
};

const silent = { debug: () => undefined, warn: () => undefined, error: () => undefined };

const temporaryFolder = () => mkdtemp(join(tmpdir(), 'diachi-upload-'));
export const removeFolder = (folder: string) => rm(folder, { recursive: true, force: true });

export async function openLibrary(options: LibraryOptions = {}): Promise<TemporaryLibrary> {
  const { works = true, clock = () => new Date(), wrapStore = (store) => store } = options;
  const { beside, wrapQueue = (queue) => queue } = options;
  const folder = options.folder ?? (await temporaryFolder());
  const store = wrapStore(beside?.store ?? (await createFileObjectStore({ folder: join(folder, 'store') })));
  const inner = beside?.catalogue ?? (await createSqliteCatalogue({ path: join(folder, 'catalogue.db') }));
  await inner.putLibrary({ code: parseLibraryCode('tinh'), name: 'Thư viện tỉnh' });
  const catalogue = options.wrapCatalogue?.(inner) ?? inner;
  // A step that fails for now is tried again at once: nothing sleeps here.
  const queue = wrapQueue(beside?.queue ?? createLocalQueue({ later: (_ms, again) => laterNow(again) }));
  const removedFromIndex: string[] = [];
  const service = createUploadService({
    catalogue,
    store,
    queue,
    index: { ...ofOthers(inner), ...(options.index ?? wholeIndex(inner, removedFromIndex)) },
    dataFolder: join(folder, 'store'),
    incomingFolder: join(folder, 'incoming'),
    limits: {
      maxFileBytes: 10_000_000,
      uploadExpiryMs: 7 * 86_400_000,
      reconcileEveryMs: 3_600_000,
      inspectEveryMs: 86_400_000,
      verifyEveryDays: 0,
      verifyMbPerSecond: 0,
      ...options.limits,
    },
    rebuild: options.rebuild ?? (async () => 0),
    uploadsIn: options.uploadsIn ?? 'folder',
    defaultLibrary: parseLibraryCode('tinh'),
    languages: async () => ['vie', 'eng', 'fra'],
    log: silent,
    clock,
    wait: () => new Promise((resolve) => setImmediate(resolve)),
    tryEveryMs: 20,
    ...(options.harvest && { harvest: options.harvest }),
    ...(options.onSteward && { onSteward: options.onSteward }),
  });
  const web = createWebApp({ routes: service.routes, catalogue: inner, operatorToken: OPERATOR, log: silent, clock });
  const server: Server = web.app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  await service.start();
  if (works) queue.work((options.handlers ?? leastSteps)({ catalogue: inner, store }), { concurrency: 2 });

  return {
    folder,
    catalogue: inner,
    store,
    queue,
    service,
    web,
    origin,
    removedFromIndex,
    signIn: (name, role) => signIn(inner, origin, name, role),
    quiet: () => untilQuiet(service, queue),
    stop: async () => {
      if (!beside) await queue.close();
      await service.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (beside) return;
      await inner.close();
      await store.close();
    },
  };
}

type OurIndex = Pick<SearchIndex, 'remove' | 'documents' | 'size'>;

/** Holds what it should, as far as it is asked. */
const wholeIndex = (catalogue: Catalogue, removed: string[]): OurIndex => ({
  remove: async (id) => void removed.push(id),
  async *documents() {},
  size: async () => ({ documents: await catalogue.countIndexed(), pages: 1 }),
});

const ofOthers = (catalogue: Catalogue): HarvestingTools['index'] => ({
  putRecords: async () => {},
  removeRecords: async () => {},
  countRecords: () => catalogue.countForeignIndexed(),
});

/** What is told between looking whether all is written and looking into the queue may be of the last step, and not be written yet. */
async function untilQuiet(service: UploadService, queue: JobQueue): Promise<void> {
  let told = 0;
  const unfollow = queue.follow(() => {
    told += 1;
  });
  for (;;) {
    const before = told;
    await service.settled();
    const { waiting, running } = await queue.depth();
    if (waiting + running === 0 && told === before) return unfollow();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function laterNow(again: () => void): () => void {
  const soon = setImmediate(again);
  return () => clearImmediate(soon);
}

async function signIn(
  catalogue: Catalogue,
  origin: string,
  name: string,
  role: 'member' | 'archivist' | 'admin',
): Promise<Headers> {
  const person = await catalogue.people.add({ name, role });
  const link = await createSignInLink(catalogue.people, person.id, origin);
  const answer = await fetch(link.replace('/welcome/', '/api/welcome/'), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ password: PASSWORD }),
  });
  const Cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const session = await fetch(`${origin}/api/session`, { headers: { Cookie } });
  const { csrfToken } = (await session.json()) as { csrfToken: string };
  return { Cookie, 'x-csrf-token': csrfToken };
}

/** Every step does only what the service looks at: two pages for each document, read at once. */
export function leastSteps({ catalogue, store }: { catalogue: Catalogue; store: ObjectStore }): readonly JobHandler[] {
  return [
    handle(intakeJob, ({ revision }) => takeApart({ catalogue, store }, revision)),
    handle(ocrPageJob, ({ revision, page }) => catalogue.setPage(revision, page, { ...UNRECKONED, state: 'read' })),
    handle(makeThumbnailsJob, async () => undefined),
    handle(buildPdfJob, async () => undefined),
    handle(publishRevisionJob, async ({ revision }) => catalogue.publish(revision, await catalogue.pages(revision))),
    handle(indexDocumentJob, ({ revision, recordVersion }) => catalogue.setIndexed(revision, recordVersion)),
  ];
}

async function takeApart({ catalogue, store }: { catalogue: Catalogue; store: ObjectStore }, revision: Revision) {
  const labels = ['1', '2'];
  const pages: PageList['pages'] = labels.map((label, page) => ({
    page,
    label,
    scanKey: null,
    type: null,
    dpi: null,
    textKey: null,
    damage: null,
  }));
  const list: PageList = { pages, bookmarks: [] };
  await store.put(keys.pageList(revision), Buffer.from(JSON.stringify(list)), 'application/json');
  await catalogue.openRevision(
    revision,
    labels.map((label, page) => ({ page, label, state: 'waiting', ...UNRECKONED })),
  );
}
