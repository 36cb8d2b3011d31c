import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import { crc32, deflateSync } from 'node:zlib';
import { createSqliteCatalogue } from '@diachi/catalogue-sql';
import { keys, parseDocumentId, parseRecord, UNRECKONED } from '@diachi/domain';
import { ocrPageJob, step } from '@diachi/jobs';
import { createLocalQueue } from '@diachi/queue-local';
import { createFileObjectStore } from '@diachi/store-files';
import { expect, onTestFinished, test } from 'vitest';
import { answerCalls } from './remote-calls.ts';
import { CATALOGUE_CALLS } from './step-thread-data.ts';
import { stepThread } from './step-thread-handle.ts';
import { createStepThreads } from './step-threads.ts';

const revision = { documentId: parseDocumentId('0123456789abcdef'), number: 1 };
const DEADLY = 'whoever opens this dies';

test('a page that kills each thread that reads it is unreadable after its few times, and the next one is read', async () => {
  const { store, catalogue, queue, started } = await library();
  await keepPages(store, [Buffer.from(DEADLY), whitePage(400, 500)]);
  await catalogue.openRevision(
    revision,
    [0, 1].map((page) => ({ page, label: `${page + 1}`, state: 'waiting', ...UNRECKONED })),
  );
  const events: string[] = [];
  const over = Promise.withResolvers<void>();
  let left = 2;
  queue.follow(({ kind, id, attempt, failure }) => {
    events.push([id.at(-1), kind, attempt, failure?.code].join(' ').trim());
    if (kind === 'done' || kind === 'failed') left -= 1;
    if (left === 0) over.resolve();
  });

  for (const page of [0, 1]) await queue.add(step(ocrPageJob, { revision, page }));
  await over.promise;

  expect(events.filter((event) => event.startsWith('0'))).toEqual([
    '0 started 1',
    '0 waiting-to-retry 1 step.process-died',
    '0 started 2',
    '0 waiting-to-retry 2 step.process-died',
    '0 started 3',
    '0 waiting-to-retry 3 step.process-died',
    '0 started 4',
    '0 done 4',
  ]);
  expect(started()).toBe(4);
  expect(await catalogue.pages(revision)).toMatchObject([
    { state: 'unreadable', reason: { code: 'ocr.gave-up', details: { times: 3 } } },
    { state: 'blank' },
  ]);
}, 120_000);

/** The embedded profile as far as pages are read: a real queue, real threads, and the real step in them. */
async function library() {
  const folder = mkdtempSync(join(tmpdir(), 'deadly-page-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const stored = join(folder, 'store');
  const store = await createFileObjectStore({ folder: stored });
  const catalogue = await createSqliteCatalogue({ path: join(folder, 'catalogue.sqlite') });
  await catalogue.receive({
    id: revision.documentId,
    record: parseRecord({ title: 'Địa chí', library: 'tinh' }),
    originals: [],
  });
  const script = join(folder, 'thread.mjs');
  writeFileSync(script, thread);

  let started = 0;
  const threads = createStepThreads({
    count: 1,
    idleMs: 60_000,
    onNotClosed: () => {},
    onDied: () => {},
    start: async () => {
      started += 1;
      const { port1, port2 } = new MessageChannel();
      answerCalls(port1, catalogue, CATALOGUE_CALLS);
      const worker = new Worker(script, {
        workerData: { stored, catalogue: port2 },
        transferList: [port2],
        execArgv: ['--conditions=source'],
      });
      worker.once('exit', () => port1.close());
      return stepThread(worker);
    },
  });
  // Put off for no longer than it takes to say so.
  const later = (_ms: number, run: () => void) => {
    const timer = setImmediate(run);
    return () => clearImmediate(timer);
  };
  const queue = createLocalQueue({ later });
  queue.work([threads.handlerFor(ocrPageJob)], { concurrency: 1 });
  onTestFinished(async () => {
    await queue.close();
    await threads.close();
    await catalogue.close();
    await store.close();
  });
  return { store, catalogue, queue, started: () => started };
}

async function keepPages(store: Awaited<ReturnType<typeof createFileObjectStore>>, scans: readonly Uint8Array[]) {
  const pages = scans.map((_, page) => ({
    page,
    label: `${page + 1}`,
    scanKey: keys.scan(revision, page),
    type: 'image/png',
    dpi: 150,
    textKey: null,
    damage: null,
  }));
  for (const [page, bytes] of scans.entries()) await store.put(keys.scan(revision, page), bytes, 'image/png');
  const list = Buffer.from(JSON.stringify({ pages, bookmarks: [] }));
  await store.put(keys.pageList(revision), list, 'application/json');
}

/** A grey picture of one bit a pixel, all white (PNG, RFC 2083). */
function whitePage(width: number, height: number): Buffer {
  const chunk = (name: string, data: Buffer) => {
    const named = Buffer.concat([Buffer.from(name), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, check]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  const line = Buffer.concat([Buffer.from([0]), Buffer.alloc(Math.ceil(width / 8), 0xff)]);
  const lines = Buffer.concat(Array.from({ length: height }, () => line));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const here = (file: string) => JSON.stringify(new URL(file, import.meta.url).href);

/** The step thread, with a way of opening scans that some scan kills. */
const thread = `
import { parentPort, workerData } from 'node:worker_threads';
import { keys, parsePageList } from ${JSON.stringify(import.meta.resolve('@diachi/domain'))};
import { ocrPageJob } from ${JSON.stringify(import.meta.resolve('@diachi/jobs'))};
import { ocrPage, openScan, turnGrey } from ${JSON.stringify(import.meta.resolve('@diachi/ocr-worker'))};
import { createFileObjectStore } from ${JSON.stringify(import.meta.resolve('@diachi/store-files'))};
import { callRemote } from ${here('./remote-calls.ts')};
import { serveSteps } from ${here('./serve-steps.ts')};

const store = await createFileObjectStore({ folder: workerData.stored });
const catalogue = callRemote(workerData.catalogue, ${JSON.stringify(CATALOGUE_CALLS)});
const tools = {
  store,
  catalogue,
  findLanguageModel: async () => null,
  readPageScan: async (revision, page) => parsePageList(await store.get(keys.pageList(revision))).pages[page],
  openScan: async (bytes, maxPixels) => {
    if (Buffer.from(bytes).equals(Buffer.from(${JSON.stringify(DEADLY)}))) process.exit(7);
    return openScan(bytes, maxPixels);
  },
  turnGrey,
  maxPixels: 1e8,
  engine: { read: async () => ({ words: [] }), close: async () => {} },
};
serveSteps(
  parentPort,
  [{ job: ocrPageJob, run: (payload, delivery) => ocrPage(tools, payload, delivery) }],
  async () => {
    await store.close();
    workerData.catalogue.close();
  },
);
`;
