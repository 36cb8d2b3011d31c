import { dayOf, mayActAs, publicRights } from '@diachi/domain';
import { describeDocument } from '@diachi/record-formats';
import { parseQuery } from '@diachi/vietnamese';
import { documentNamed, type Route, siteAddress } from '@diachi/web';
import { findLanguageRead } from '../language-read.ts';
import { searchOrAway, workOrAway } from '../or-away.ts';
import { pageRoute } from '../page-route.ts';
import { DocumentPage, HITS_SHOWN } from '../pages/document-page.tsx';
import type { PortalTools } from '../portal-tools.ts';
import { askedPlace, askedText } from './asked-text.ts';

/** A document: its record, its pages, and for archivists what is being done to it. */
export const documentRoute = (tools: PortalTools): Route =>
  pageRoute(tools, {
    path: '/documents/:id',
    role: 'reader',
    summary: 'A document',
    show: async (frame, request) => {
      const { reading, catalogue } = tools;
      const { visitor } = frame;
      const id = documentNamed(request);
      const query = askedText(request);
      const offset = askedPlace(request, 'hits');
      const [view, libraries] = await Promise.all([reading.document(id, visitor), reading.libraries()]);
      const isSearched = view.rights.text && view.document.publishedRevision > 0;
      const isAsked = isSearched && parseQuery(query).state === 'usable';
      const isAtDesk = mayActAs(visitor.role, 'archivist');
      const today = dayOf((tools.clock ?? (() => new Date()))());
      const forAll = publicRights(view.document, today);
      const site = siteAddress(request, tools.publicUrl);
      const [hits, work, languageRead] = await Promise.all([
        isAsked
          ? searchOrAway(reading.hits(id, query, { offset, limit: HITS_SHOWN }, visitor), tools.searchLimitMs)
          : null,
        isAtDesk ? workOrAway(tools.workOn(view.document)) : null,
        isAtDesk ? findLanguageRead(catalogue.audit, view.document) : null,
      ]);
      return (
        <DocumentPage
          frame={frame}
          view={view}
          libraries={libraries}
          query={query}
          hits={hits?.value ? { ...hits.value, offset } : null}
          isSearchAway={hits?.away != null}
          described={
            forAll.record ? describeDocument(view.document, { publicRights: forAll, today, site, libraries }) : null
          }
          from={Math.min(askedPlace(request, 'from'), Math.max(0, view.pages.length - 1))}
          work={work && { ...(work.value ?? UNKNOWN), isAway: work.away !== null, languageRead }}
        />
      );
    },
  });

/** How far a document is while nobody can tell. */
const UNKNOWN = { steps: [], forecastSeconds: null } as const;
