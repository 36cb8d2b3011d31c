export type { AssetFile, Assets, Island } from './assets.ts';
export { createPortalService, type PortalService } from './create-portal-service.ts';
export { createReadingOverHttp } from './over-http/reading-over-http.ts';
export type { ServiceAddress } from './over-http/service-client.ts';
export { createWorkOverHttp } from './over-http/work-over-http.ts';
export { portalSettings } from './portal-settings.ts';
export type {
  Finding,
  Inspection,
  InspectionReport,
  LongWork,
  PortalTools,
  WorkLine,
  WorkReport,
} from './portal-tools.ts';
export { readAssets } from './read-assets.ts';
