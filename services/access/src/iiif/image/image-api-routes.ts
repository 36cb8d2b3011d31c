import type { Route } from '@diachi/web';
import { infoRoutes } from './info-routes.ts';
import { type PictureRouteTools, pictureRoute } from './picture-route.ts';

/** Page images as every viewer of the field asks for them: IIIF Image API 3.0, and 2.1 for older ones, both at level 2. */
export const imageApiRoutes = (tools: PictureRouteTools): readonly Route[] =>
  ([3, 2] as const).flatMap((version) => [...infoRoutes(tools, version), pictureRoute(tools, version)]);
