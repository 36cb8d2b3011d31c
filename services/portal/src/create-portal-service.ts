import { type FailurePages, type Route, signInAddress } from '@diachi/web';
import type { PortalTools } from './portal-tools.ts';
import { failureRenderer } from './render-failure.tsx';
import { accountRoutes } from './routes/account-routes.tsx';
import { apiDocsRoutes } from './routes/api-docs-routes.tsx';
import { assetRoute } from './routes/asset-route.ts';
import { browseRoute } from './routes/browse-route.tsx';
import { deskRoutes } from './routes/desk-routes.tsx';
import { documentRoute } from './routes/document-route.tsx';
import { elsewhereRoute } from './routes/elsewhere-route.tsx';
import { failurePageRoute } from './routes/failure-page-route.ts';
import { harvestRoutes } from './routes/harvest-routes.tsx';
import { inspectionRoute } from './routes/inspection-route.tsx';
import { librariesRoute } from './routes/libraries-route.tsx';
import { peopleRoutes } from './routes/people-routes.tsx';
import { readerRoutes } from './routes/reader-routes.tsx';
import { searchRoute } from './routes/search-route.tsx';
import { toCheckRoute } from './routes/to-check-route.tsx';
import { tokenRoutes } from './routes/token-routes.tsx';

/** The pages, and how failures are shown on them. */
export type PortalService = FailurePages & { readonly routes: readonly Route[] };

/** The web pages, for readers and for archivists. All of them are written on the server; scripts only add to them. */
export const createPortalService = (tools: PortalTools): PortalService => ({
  routes: [
    ...readerRoutes(tools),
    searchRoute(tools),
    browseRoute(tools),
    documentRoute(tools),
    ...deskRoutes(tools),
    ...accountRoutes(tools),
    ...peopleRoutes(tools),
    librariesRoute(tools),
    inspectionRoute(tools),
    toCheckRoute(tools),
    ...harvestRoutes(tools),
    elsewhereRoute(tools),
    ...tokenRoutes(tools),
    ...apiDocsRoutes(tools),
    assetRoute(tools.assets),
    failurePageRoute(failureRenderer(tools)),
  ],
  renderFailure: failureRenderer(tools),
  signInAddress,
});
