import { Failure } from '@diachi/domain';
import { pathParameter, type Route } from '@diachi/web';
import type { Assets } from '../assets.ts';

/** Scripts and styles. Their names have a checksum in them, so that browsers keep them for good. */
export const assetRoute = ({ files }: Assets): Route => ({
  method: 'get',
  path: '/assets/:name',
  role: 'reader',
  summary: 'Scripts and styles of the pages',
  handle: (request, response) => {
    const file = files.get(pathParameter(request, 'name'));
    if (!file) throw new Failure('missing', 'address.missing', 'There is nothing at this address.');
    response
      .set('Cache-Control', 'public, max-age=31536000, immutable')
      .type(file.contentType)
      .send(Buffer.from(file.body));
  },
});
