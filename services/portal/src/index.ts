export type { AssetFile, Assets, Island } from './assets.ts';
export { createPortalService, type PortalService } from './create-portal-service.ts';
export { createReadingOverHttp } from './over-http/reading-over-http.ts';
export type { ServiceAddress } from './over-http/service-client.ts';
export { portalSettings } from './portal-settings.ts';
export type { PortalTools, WorkLine, WorkReport } from './portal-tools.ts';
export { readAssets } from './read-assets.ts';
