import { documentNamed, type Route } from '@diachi/web';
import { workOrAway } from '../or-away.ts';
import { pageRoute } from '../page-route.ts';
import { UploadPage } from '../pages/upload-page.tsx';
import { WorkAwayPage } from '../pages/work-away-page.tsx';
import { WorkPage } from '../pages/work-page.tsx';
import type { PortalTools } from '../portal-tools.ts';
import { readEditPage } from '../read-edit-page.tsx';

/** Pages for archivists: handing in, work, records. */
export const deskRoutes = (tools: PortalTools): readonly Route[] => [
  pageRoute(tools, {
    path: '/upload',
    role: 'archivist',
    summary: 'Where scans are handed in',
    show: async (frame) => {
      const [libraries, collections] = await Promise.all([tools.reading.libraries(), tools.reading.collections()]);
      const own = libraries.filter(({ code }) => code === tools.defaultLibrary);
      const order = [...new Set([...own, ...libraries])];
      const canReadHeic = (await tools.canReadHeic?.()) ?? false;
      return <UploadPage frame={frame} libraries={order} collections={collections} canReadHeic={canReadHeic} />;
    },
  }),
  pageRoute(tools, {
    path: '/work',
    role: 'archivist',
    summary: 'Documents in work, failed and refused',
    show: async (frame) => {
      const { value: report, away } = await workOrAway(tools.work());
      if (!report) return { away: <WorkAwayPage frame={frame} title={frame.messages.work.title} note={away} /> };
      const { value: files } = await workOrAway(tools.verification());
      return <WorkPage frame={frame} report={report} damage={files?.standing} queueAddress={tools.queueAddress} />;
    },
  }),
  pageRoute(tools, {
    path: '/documents/:id/edit',
    role: 'archivist',
    summary: 'The record of a document as a form, and its history',
    show: async (frame, request) => readEditPage(tools, frame, documentNamed(request)),
  }),
];
