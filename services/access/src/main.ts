import { runService } from '@diachi/cluster';
import { accessSettings } from './access-settings.ts';
import { createAccessService } from './create-access-service.ts';

/** Everything this process takes from the outside comes in here. */
await runService('access', {
  env: process.env,
  process,
  settings: accessSettings,
  create: ({ catalogue, store, index, config }) =>
    createAccessService({ catalogue, store, index, publicUrl: config.publicUrl, repository: config }),
});
