import { apiDocument, type Route, siteAddress } from '@diachi/web';
import { callAddress } from '../api/call-address.ts';
import { pageRoute } from '../page-route.ts';
import { ApiDocsPage } from '../pages/api-docs-page.tsx';
import type { PortalTools } from '../portal-tools.ts';

/** What programs can ask, to be read and tried. */
export const apiDocsRoutes = (tools: PortalTools): readonly Route[] => [
  pageRoute(tools, {
    path: '/api/docs',
    role: 'reader',
    summary: 'What programs can ask, to be tried',
    show: async (frame, request) => (
      <ApiDocsPage frame={frame} document={apiDocument} site={siteAddress(request, tools.publicUrl)} />
    ),
  }),
  {
    method: 'get',
    path: '/api/docs/call',
    role: 'reader',
    summary: 'Goes to the address a form of that page asks for',
    handle: (request, response) => {
      response.set('Cache-Control', 'no-store').redirect(303, callAddress(apiDocument, request.query));
    },
  },
];
