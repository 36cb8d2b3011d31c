import { apiDocument, type Route, siteAddress } from '@diachi/web';
import { z } from 'zod';

/** What programs can ask of the whole library, told for programs. */
export const apiDocumentRoute = (publicUrl: URL | null): Route => ({
  method: 'get',
  path: '/api/openapi.json',
  role: 'reader',
  summary: 'Everything programs can ask, as OpenAPI 3.1',
  isOpenToOtherSites: true,
  answers: { body: z.looseObject({ openapi: z.string() }) },
  handle: (request, response) => {
    const [server] = apiDocument.servers;
    const url = siteAddress(request, publicUrl);
    response.set('Cache-Control', 'no-cache').json({ ...apiDocument, servers: [{ ...server, url }] });
  },
});
