import type { Route } from '@diachi/web';
import { pageRoute } from '../page-route.ts';
import { LibrariesPage } from '../pages/libraries-page.tsx';
import type { PortalTools } from '../portal-tools.ts';

/** The member libraries. Its forms are answered by whoever keeps the records, and come back here. */
export const librariesRoute = (tools: PortalTools): Route =>
  pageRoute(tools, {
    path: '/libraries',
    role: 'admin',
    summary: 'The member libraries, and what they are called',
    show: async (frame) => <LibrariesPage frame={frame} libraries={await tools.reading.libraries()} refused={null} />,
  });
