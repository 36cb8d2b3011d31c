import { EVERYONE, isFailure } from '@diachi/domain';
import type { Route } from '@diachi/web';
import { browseHref, parseBrowseAddress, toFilter } from '../browse-address.ts';
import { countShelves } from '../count-shelves.ts';
import { pageRoute } from '../page-route.ts';
import { BrowsePage } from '../pages/browse-page.tsx';
import type { PortalTools } from '../portal-tools.ts';

const SHOWN = 20;

/** Documents by record, newest first: all, of a library or a collection, or of a kind. Everything on it is the catalogue's. */
export const browseRoute = (tools: PortalTools): Route =>
  pageRoute(tools, {
    path: '/documents',
    role: 'reader',
    summary: 'Documents, newest first; ?library=, ?collection= and ?kind= show those of one',
    show: async (frame, request) => {
      const { reading } = tools;
      const at = parseBrowseAddress(request.query);
      const stretch = { limit: SHOWN, ...(at.after !== undefined && { after: at.after }) };
      const [list, shelves, libraries] = await Promise.all([
        reading.documents(toFilter(at), stretch, EVERYONE).catch(noSuchPlace),
        reading.shelves(),
        reading.libraries(),
      ]);
      const { after, ...shelf } = at;
      if (!list) return { goTo: browseHref(shelf) };
      return (
        <BrowsePage frame={frame} at={at} list={list} counts={countShelves(shelves, shelf)} libraries={libraries} />
      );
    },
  });

/** An address that was cut short leads to the beginning of its list. */
function noSuchPlace(thrown: unknown): null {
  if (isFailure(thrown) && thrown.code === 'stretch.bad-after') return null;
  throw thrown;
}
