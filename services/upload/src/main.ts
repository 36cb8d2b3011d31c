import { join } from 'node:path';
import { haveRebuilt, runService } from '@diachi/cluster';
import { provideFirstThings, tellAdministratorLink } from '@diachi/web';
import { createUploadService } from './create-upload-service.ts';
import { uploadProcessSettings } from './upload-process-settings.ts';

/** Everything this process takes from the outside comes in here. */
await runService('upload', {
  env: process.env,
  process,
  settings: uploadProcessSettings,
  create: async ({ catalogue, store, queue, index, config, scratchFolder, log, metrics }) => {
    await provideFirstThings(catalogue, { code: config.libraryCode, name: config.libraryName });
    const upload = createUploadService({
      catalogue,
      store,
      queue,
      index,
      dataFolder: scratchFolder,
      incomingFolder: join(scratchFolder, 'incoming'),
      uploadsIn: 'store',
      limits: config,
      harvest: config,
      rebuild: (tell) => haveRebuilt({ queue, catalogue }, tell),
      defaultLibrary: config.libraryCode,
      languages: async () => config.readableLanguages,
      log,
      onSteward: () =>
        tellAdministratorLink(catalogue, config.publicUrl.href, ({ name, link }) => {
          // In the words of the line, where secrets are not blacked out: it is told nowhere else, and works once.
          log.info(
            `No administrator has a password yet. Links told before work no more: “${name}” chooses one at ${link}`,
          );
        }),
    });
    metrics.watchCatalogue(catalogue);
    metrics.watchSteward(upload.isSteward);
    metrics.watchVerification(upload.verification);
    return upload;
  },
});
