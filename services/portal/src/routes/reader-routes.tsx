import { dayOf, EVERYONE, publicRights } from '@diachi/domain';
import { hitsOnPage } from '@diachi/iiif';
import { parseQuery } from '@diachi/vietnamese';
import { documentNamed, pageNamed, type Route, siteAddress } from '@diachi/web';
import { addresses } from '../addresses.ts';
import { countShelves } from '../count-shelves.ts';
import { countToLookAt } from '../count-to-look-at.ts';
import { findHitsAround } from '../hits-around.ts';
import { searchOrAway } from '../or-away.ts';
import { pageRoute } from '../page-route.ts';
import { HomePage } from '../pages/home-page.tsx';
import { ReadingPage } from '../pages/reading-page.tsx';
import type { PortalTools } from '../portal-tools.ts';
import { askedText, isDoubtAsked } from './asked-text.ts';

const NEWEST = 12;

/** Pages for everyone: the first one, and reading. */
export const readerRoutes = (tools: PortalTools): readonly Route[] => [
  pageRoute(tools, {
    path: '/',
    role: 'reader',
    summary: 'First page',
    show: async (frame) => {
      const { reading, catalogue } = tools;
      const [newest, libraries, shelves, toLookAt] = await Promise.all([
        reading.documents({ states: ['published'] }, { limit: NEWEST }, EVERYONE),
        reading.libraries(),
        reading.shelves(),
        countToLookAt(catalogue, frame.visitor),
      ]);
      const shown = { newest: newest.documents, libraries, counts: countShelves(shelves), toLookAt };
      return <HomePage frame={frame} {...shown} />;
    },
  }),
  pageRoute(tools, {
    path: '/documents/:id/pages',
    role: 'reader',
    summary: 'Goes to a page by its number or what is printed on it',
    show: async (frame, request) => {
      const id = documentNamed(request);
      const { pages } = await tools.reading.document(id, frame.visitor);
      const wanted = String(request.query['page'] ?? '').trim();
      const printed = pages.find(({ label }) => label.toLowerCase() === wanted.toLowerCase());
      const counted = Math.trunc(Number(wanted)) - 1;
      const page = printed?.page ?? Math.min(Math.max(0, counted || 0), Math.max(0, pages.length - 1));
      return { goTo: addresses.page(id, page, askedText(request), isDoubtAsked(request)) };
    },
  }),
  pageRoute(tools, {
    path: '/documents/:id/pages/:page',
    role: 'reader',
    summary: 'One page to read',
    show: async (frame, request) => {
      const id = documentNamed(request);
      const page = pageNamed(request);
      const { reading, searchLimitMs, publicUrl, clock = () => new Date() } = tools;
      const { visitor } = frame;
      const [document, view, libraries] = await Promise.all([
        reading.documentAlone(id, visitor),
        reading.page(id, page, visitor),
        reading.libraries(),
      ]);
      const query = askedText(request);
      const isAsked = isUsableQuery(query) && document.publishedRevision > 0;
      const around = isAsked
        ? await searchOrAway(findHitsAround(reading, { id, query, page, asker: visitor }), searchLimitMs)
        : null;
      const isTyping = around?.value?.wordStart != null;
      const hits = isAsked ? hitsOnPage(view.text, query, { isTyping }) : [];
      const found = { around: around?.value ?? null, isSearchAway: around?.away != null };
      const isDoubtShown = isDoubtAsked(request);
      const isForAll = document.publishedRevision > 0 && publicRights(document, dayOf(clock())).text;
      const canonical = isForAll ? siteAddress(request, publicUrl) + addresses.page(id, page) : undefined;
      return <ReadingPage {...{ frame, document, view, libraries, query, hits, isDoubtShown, canonical, ...found }} />;
    },
  }),
];

const isUsableQuery = (query: string) => query !== '' && parseQuery(query).state === 'usable';
