import { runService } from '@diachi/cluster';
import { createPortalService } from './create-portal-service.ts';
import { createReadingOverHttp } from './over-http/reading-over-http.ts';
import { createWorkOverHttp } from './over-http/work-over-http.ts';
import { portalSettings } from './portal-settings.ts';
import { readAssets } from './read-assets.ts';

/** Everything this process takes from the outside comes in here. */
await runService('portal', {
  env: process.env,
  process,
  settings: portalSettings,
  create: async ({ catalogue, config, operatorToken: token }) => {
    const reading = createReadingOverHttp({ address: config.accessUrl, token });
    const pages = createPortalService({
      ...createWorkOverHttp({ address: config.uploadUrl, token }),
      reading,
      catalogue,
      assets: await readAssets(),
      queueAddress: '/queues',
      publicUrl: config.publicUrl,
      defaultLibrary: config.libraryCode,
      canReadHeic: async () => config.canReadHeic,
    });
    return { routes: pages.routes, pages, wants: { access: () => reading.libraries() } };
  },
});
