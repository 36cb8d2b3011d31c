import { runWorker } from '@diachi/cluster';
import sharp from 'sharp';
import { intakeSettings } from './config.ts';
import { createIntakeWorker } from './create-intake-worker.ts';

// Steps share the cores by being several; a picture that takes all of them would keep the others waiting.
sharp.concurrency(1);

/** Everything this process takes from the outside comes in here. */
await runWorker('intake', {
  env: process.env,
  process,
  settings: intakeSettings,
  create: ({ catalogue, store, config, scratchFolder }) =>
    createIntakeWorker({ catalogue, store, settings: config, scratchDir: scratchFolder }),
});
