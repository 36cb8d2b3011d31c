import { mayActAs } from '@diachi/domain';
import { findHits, parseQuery } from '@diachi/vietnamese';
import { documentNamed, pageNamed, type Route, type Visitor } from '@diachi/web';
import { addresses } from '../addresses.ts';
import { findHitsAround } from '../hits-around.ts';
import { pageRoute } from '../page-route.ts';
import { HomePage } from '../pages/home-page.tsx';
import { ReadingPage } from '../pages/reading-page.tsx';
import { SearchPage } from '../pages/search-page.tsx';
import { COUNTED } from '../parts/to-look-at.tsx';
import type { PortalTools } from '../portal-tools.ts';
import { isFiltered, parseSearchAddress, toSearchQuery } from '../search-address.ts';
import { askedText } from './asked-text.ts';

const NEWEST = 12;

/** Pages for everyone: the first one, search, and reading. */
export const readerRoutes = ({ reading, catalogue, assets }: PortalTools): readonly Route[] => [
  pageRoute(assets, {
    path: '/',
    role: 'reader',
    summary: 'First page',
    show: async (frame) => {
      const [newest, libraries, everything, toLookAt] = await Promise.all([
        reading.documents({ states: ['published'] }, { limit: NEWEST }, 'reader'),
        reading.libraries(),
        reading.search({ text: '', limit: 0 }),
        countToLookAt(catalogue, frame.visitor),
      ]);
      const { total, facets } = everything;
      const shown = { newest: newest.documents, libraries, total, facets, toLookAt };
      return <HomePage frame={frame} {...shown} />;
    },
  }),
  pageRoute(assets, {
    path: '/search',
    role: 'reader',
    summary: 'Results of a search',
    show: async (frame, request) => {
      const search = parseSearchAddress(request.query);
      const isUsable = search.text === '' || parseQuery(search.text).state === 'usable';
      const [found, libraries, toLookAt] = await Promise.all([
        isUsable ? reading.search(toSearchQuery(search)) : null,
        reading.libraries(),
        countToLookAt(catalogue, frame.visitor),
      ]);
      if (found?.total && found.hits.length === 0 && search.offset > 0 && !isFiltered(search)) {
        return { goTo: `/search?q=${encodeURIComponent(search.text)}` };
      }
      return <SearchPage frame={frame} search={search} found={found} libraries={libraries} toLookAt={toLookAt} />;
    },
  }),
  pageRoute(assets, {
    path: '/documents/:id/pages',
    role: 'reader',
    summary: 'Goes to a page by its number or what is printed on it',
    show: async (frame, request) => {
      const id = documentNamed(request);
      const { pages } = await reading.document(id, frame.visitor.role);
      const wanted = String(request.query['page'] ?? '').trim();
      const printed = pages.find(({ label }) => label.toLowerCase() === wanted.toLowerCase());
      const counted = Math.trunc(Number(wanted)) - 1;
      const page = printed?.page ?? Math.min(Math.max(0, counted || 0), Math.max(0, pages.length - 1));
      return { goTo: addresses.page(id, page, askedText(request)) };
    },
  }),
  pageRoute(assets, {
    path: '/documents/:id/pages/:page',
    role: 'reader',
    summary: 'One page to read',
    show: async (frame, request) => {
      const id = documentNamed(request);
      const page = pageNamed(request);
      const { role } = frame.visitor;
      const [document, view] = await Promise.all([reading.documentAlone(id, role), reading.page(id, page, role)]);
      const query = askedText(request);
      const isAsked = isUsableQuery(query) && document.publishedRevision > 0;
      const around = isAsked ? await findHitsAround(reading, id, query, page) : null;
      const words = view.text.kind === 'read' ? view.text.words.map(({ text }) => text) : [];
      const hits = isAsked ? findHits(words, parseQuery(query), { isTyping: around?.wordStart != null }) : [];
      return <ReadingPage frame={frame} document={document} view={view} query={query} hits={hits} around={around} />;
    },
  }),
];

/** Documents that failed or were refused, as far as they are counted, for those whose work they are. */
const countToLookAt = async (catalogue: PortalTools['catalogue'], { role }: Visitor): Promise<number> =>
  mayActAs(role, 'archivist') ? (await catalogue.withFailure(COUNTED + 1)).length : 0;

const isUsableQuery = (query: string) => query !== '' && parseQuery(query).state === 'usable';
