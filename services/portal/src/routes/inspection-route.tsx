import type { Route } from '@diachi/web';
import { workOrAway } from '../or-away.ts';
import { pageRoute } from '../page-route.ts';
import { InspectionPage } from '../pages/inspection-page.tsx';
import { WorkAwayPage } from '../pages/work-away-page.tsx';
import type { PortalTools } from '../portal-tools.ts';

/** What the last inspection of the library found. Its button is answered by whoever inspects, and comes back here. */
export const inspectionRoute = (tools: PortalTools): Route =>
  pageRoute(tools, {
    path: '/inspection',
    role: 'admin',
    summary: 'What comparing catalogue, store and search index found, and how far an inspection is',
    show: async (frame) => {
      const { value: report, away } = await workOrAway(tools.inspection());
      if (away) return { away: <WorkAwayPage frame={frame} title={frame.messages.inspection.title} note={away} /> };
      const { value: verified } = await workOrAway(tools.verification());
      return <InspectionPage frame={frame} {...report} {...(verified && { verification: verified })} />;
    },
  });
