export type { AssetFile, Assets, Island } from './assets.ts';
export { createPortalService, type PortalService } from './create-portal-service.ts';
export type { PortalTools, WorkLine, WorkReport } from './portal-tools.ts';
export { readAssets } from './read-assets.ts';
