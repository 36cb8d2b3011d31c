import { parseDocumentId, parseSourceCode } from '@diachi/domain';
import { pathParameter, type Route } from '@diachi/web';
import { allowFrom } from '../allow-from.ts';
import { pageRoute } from '../page-route.ts';
import { ElsewherePage } from '../pages/elsewhere-page.tsx';
import type { PortalTools } from '../portal-tools.ts';

/** A record of another repository. Only here, and only from where its page images are, a page of ours loads something that is not ours. */
export const elsewhereRoute = (tools: PortalTools): Route =>
  pageRoute(tools, {
    path: '/elsewhere/:source/:id',
    role: 'reader',
    summary: 'A record of another repository, with the way to it and its page images',
    show: async (frame, request) => {
      const code = parseSourceCode(pathParameter(request, 'source'));
      const view = await tools.reading.foreignRecord(code, parseDocumentId(pathParameter(request, 'id')));
      const { manifest } = view.record.addresses;
      if (manifest !== null && request.res) allowFrom(request.res, new URL(manifest).origin);
      return <ElsewherePage frame={frame} view={view} />;
    },
  });
