import { join } from 'node:path';
import { runService } from '@diachi/cluster';
import { accessSettings } from './access-settings.ts';
import { createAccessService } from './create-access-service.ts';

/** Everything this process takes from the outside comes in here. */
await runService('access', {
  env: process.env,
  process,
  settings: accessSettings,
  create: ({ catalogue, store, index, config, scratchFolder, log }) =>
    createAccessService({
      catalogue,
      store,
      index,
      publicUrl: config.publicUrl,
      repository: config,
      log,
      pictures: {
        cacheFolder: config.pictureCacheFolder || join(scratchFolder, 'pictures'),
        cacheBytes: config.pictureCacheBytes,
        atOnce: config.picturesAtOnce,
        maxPixels: config.pictureMaxPixels,
        isStoreLocal: false,
        onNotKept: (thrown) =>
          log.warn({ err: thrown }, 'a part of a page image could not be kept, and is drawn again'),
      },
    }),
});
