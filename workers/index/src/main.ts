import { runWorker } from '@diachi/cluster';
import { rebuildCatalogueJob } from '@diachi/jobs';
import { handle } from '@diachi/ports';
import { createIndexWorker } from './index-worker.ts';
import { rebuildCatalogue } from './rebuild-catalogue.ts';

/** Everything this process takes from the outside comes in here. Beside its own steps it rebuilds what was lost, since it alone may write all of it. */
await runWorker('index', {
  env: process.env,
  process,
  settings: {},
  create: ({ catalogue, store, index, log }) => {
    const worker = createIndexWorker({ catalogue, store, index });
    const rebuild = handle(rebuildCatalogueJob, (_work, { signal }) =>
      rebuildCatalogue({ catalogue, store, index, log }, signal),
    );
    return { ...worker, handlers: [...worker.handlers, rebuild] };
  },
});
