import { runWorker } from '@diachi/cluster';
import { ocrSettings } from './ocr-settings.ts';
import { createOcrWorker } from './ocr-worker.ts';

/** Everything this process takes from the outside comes in here. Each step at once has an engine of its own. */
await runWorker('ocr', {
  env: process.env,
  process,
  settings: ocrSettings,
  create: ({ catalogue, store, config, scratchFolder, log }) =>
    createOcrWorker({
      catalogue,
      store,
      settings: config,
      scratchDir: scratchFolder,
      onDamagedModel: (thrown) => log.warn({ err: thrown }, 'pages are read without what the library has learned'),
      onLackingEngine: (thrown) => log.warn({ err: thrown }, 'doubtful pages are read only once'),
    }),
});
