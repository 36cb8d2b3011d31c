import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { createIntakeWorker } from '@diachi/intake-worker';
import { createOcrWorker } from '@diachi/ocr-worker';
import { createPdfWorker } from '@diachi/pdf-worker';
import type { Catalogue } from '@diachi/ports';
import { createFileObjectStore } from '@diachi/store-files';
import { createThumbnailsWorker } from '@diachi/thumbnails-worker';
import { carry } from './carried-error.ts';
import { callRemote } from './remote-calls.ts';
import { serveSteps } from './serve-steps.ts';
import { CATALOGUE_CALLS, type StepThreadData } from './step-thread-data.ts';
import type { FromThread } from './thread-messages.ts';

// A thread of its own: opens the same data folder, and asks the main thread for the catalogue.
const { folder, scratchFolder, settings, catalogue: port } = workerData as StepThreadData;
if (!parentPort) throw new Error('This file is run as a thread of the library.');
// Readers come first. On Linux this is the thread's own priority, and that of what it starts; elsewhere it would be the whole process's.
if (process.platform === 'linux') setPriority(5);

const main = parentPort;
const onNoticed = (thrown: unknown) =>
  main.postMessage({ kind: 'noticed', thrown: carry(thrown) } satisfies FromThread);
const store = await createFileObjectStore({ folder });
const catalogue = callRemote<Catalogue, (typeof CATALOGUE_CALLS)[number]>(port, CATALOGUE_CALLS);
const workers = [
  await createIntakeWorker({ store, catalogue, settings, scratchDir: scratchFolder }),
  createOcrWorker({
    store,
    catalogue,
    settings,
    scratchDir: scratchFolder,
    onDamagedModel: onNoticed,
    onLackingEngine: onNoticed,
  }),
  createThumbnailsWorker({ store }),
  createPdfWorker({ store, catalogue, scratchDir: scratchFolder }),
];

serveSteps(
  parentPort,
  workers.flatMap(({ handlers }) => handlers),
  async () => {
    await Promise.all(workers.map((worker) => worker.close()));
    await store.close();
    port.close();
  },
);
