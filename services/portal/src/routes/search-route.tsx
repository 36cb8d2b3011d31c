import type { FailureNote } from '@diachi/domain';
import { parseQuery } from '@diachi/vietnamese';
import type { Route } from '@diachi/web';
import type { VNode } from 'preact';
import { countShelves } from '../count-shelves.ts';
import { countToLookAt } from '../count-to-look-at.ts';
import type { Frame } from '../frame.ts';
import { searchOrAway } from '../or-away.ts';
import { pageRoute } from '../page-route.ts';
import { SearchAwayPage } from '../pages/search-away-page.tsx';
import { SearchPage } from '../pages/search-page.tsx';
import type { PortalTools } from '../portal-tools.ts';
import { isFiltered, parseSearchAddress, type SearchAddress, toSearchQuery } from '../search-address.ts';

/** Results of a search, or what goes on without one. */
export const searchRoute = (tools: PortalTools): Route =>
  pageRoute(tools, {
    path: '/search',
    role: 'reader',
    summary: 'Results of a search',
    show: async (frame, request) => {
      const { reading, catalogue, searchLimitMs = 5_000 } = tools;
      const search = parseSearchAddress(request.query);
      const isUsable = search.text === '' || parseQuery(search.text).state === 'usable';
      const [asked, libraries, sources, toLookAt] = await Promise.all([
        isUsable ? searchOrAway(reading.search(toSearchQuery(search)), 3 * searchLimitMs) : null,
        reading.libraries(),
        reading.sources(),
        countToLookAt(catalogue, frame.visitor),
      ]);
      if (asked?.away) return { away: await withoutSearch(reading, { frame, search, note: asked.away }) };
      const found = asked?.value ?? null;
      if (found?.total && found.hits.length === 0 && search.offset > 0 && !isFiltered(search)) {
        return { goTo: `/search?q=${encodeURIComponent(search.text)}` };
      }
      return <SearchPage {...{ frame, search, found, libraries, sources, toLookAt }} />;
    },
  });

type Unanswered = { readonly frame: Frame; readonly search: SearchAddress; readonly note: FailureNote };

async function withoutSearch(reading: PortalTools['reading'], unanswered: Unanswered): Promise<VNode> {
  const [shelves, libraries] = await Promise.all([reading.shelves(), reading.libraries()]);
  return <SearchAwayPage {...unanswered} counts={countShelves(shelves)} libraries={libraries} />;
}
