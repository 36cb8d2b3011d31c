import type { Route } from '@diachi/web';

/** An address of IIIF: viewers on pages of every other site ask it. */
export const iiifRoute = (path: string, summary: string, handle: Route['handle']): Route => ({
  method: 'get',
  path,
  role: 'reader',
  summary,
  isOpenToOtherSites: true,
  handle,
});
