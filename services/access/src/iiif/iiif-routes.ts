import type { Route } from '@diachi/web';
import { activityRoutes } from './discovery/activity-routes.ts';
import type { IiifTools } from './iiif-tools.ts';
import { annotationRoute } from './presentation/annotation-route.ts';
import { collectionRoutes } from './presentation/collection-routes.ts';
import { createHeadings } from './presentation/headings.ts';
import { manifestRoutes } from './presentation/manifest-route.ts';
import { autocompleteRoutes } from './search/autocomplete-routes.ts';
import { contentSearchRoutes } from './search/search-routes.ts';

/** Documents, their text, what is in them and what happened to them, as IIIF tells viewers and other libraries. Pictures are the Image API’s. */
export function iiifRoutes(given: Omit<IiifTools, 'headings'>): readonly Route[] {
  const tools: IiifTools = { ...given, headings: createHeadings(given) };
  return [
    ...manifestRoutes(tools),
    ...collectionRoutes(tools),
    annotationRoute(tools),
    ...contentSearchRoutes(tools),
    ...autocompleteRoutes(tools),
    ...activityRoutes(tools),
  ];
}
