import { runWorker } from '@diachi/cluster';
import sharp from 'sharp';
import { createThumbnailsWorker } from './create-thumbnails-worker.ts';

// Steps share the cores by being several; a picture that takes all of them would keep the others waiting.
sharp.concurrency(1);

/** Everything this process takes from the outside comes in here. */
await runWorker('thumbnails', {
  env: process.env,
  process,
  settings: {},
  create: ({ store }) => createThumbnailsWorker({ store }),
});
