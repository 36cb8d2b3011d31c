import { isFailure } from '@diachi/domain';
import type { Route } from '@diachi/web';
import { pageRoute } from '../page-route.ts';
import { ToCheckPage } from '../pages/to-check-page.tsx';
import type { PortalTools } from '../portal-tools.ts';
import { parseToCheckAddress, toCheckHref } from '../to-check-address.ts';

const SHOWN = 20;

/** Documents and pages that are most likely wrong, for archivists to look at. Everything on it is the catalogue's. */
export const toCheckRoute = (tools: PortalTools): Route =>
  pageRoute(tools, {
    path: '/to-check',
    role: 'archivist',
    summary: 'Documents most of which is likely wrong, the worst first; ?show=pages lists pages',
    show: async (frame, request) => {
      const { catalogue, reading } = tools;
      const at = parseToCheckAddress(request.query);
      const stretch = { limit: SHOWN, ...(at.after !== undefined && { after: at.after }) };
      const isOfPages = at.kind === 'pages';
      try {
        const [libraries, documents, pages] = await Promise.all([
          reading.libraries(),
          isOfPages ? null : catalogue.documentsToCheck(stretch),
          isOfPages ? catalogue.pagesToCheck(stretch) : null,
        ]);
        return <ToCheckPage frame={frame} at={at} libraries={libraries} documents={documents} pages={pages} />;
      } catch (thrown) {
        // An address that was cut short leads to the beginning of its list.
        if (isFailure(thrown) && thrown.code === 'stretch.bad-after') return { goTo: toCheckHref({ kind: at.kind }) };
        throw thrown;
      }
    },
  });
