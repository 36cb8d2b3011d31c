import { type DocumentRecord, isFailure, parseRecord } from '@diachi/domain';
import type { AuditEntry } from '@diachi/ports';
import { documentNamed, type Route } from '@diachi/web';
import { pageRoute } from '../page-route.ts';
import { EditPage } from '../pages/edit-page.tsx';
import { UploadPage } from '../pages/upload-page.tsx';
import { WorkPage } from '../pages/work-page.tsx';
import type { HistoryEntry } from '../parts/history.tsx';
import type { PortalTools } from '../portal-tools.ts';

const SHOWN = 100;

/** Pages for archivists: handing in, work, records. */
export const deskRoutes = (tools: PortalTools): readonly Route[] => [
  pageRoute(tools.assets, {
    path: '/upload',
    role: 'archivist',
    summary: 'Where scans are handed in',
    show: async (frame) => {
      const [libraries, collections] = await Promise.all([tools.reading.libraries(), tools.reading.collections()]);
      const own = libraries.filter(({ code }) => code === tools.defaultLibrary);
      const order = [...new Set([...own, ...libraries])];
      return <UploadPage frame={frame} libraries={order} collections={collections} />;
    },
  }),
  pageRoute(tools.assets, {
    path: '/work',
    role: 'archivist',
    summary: 'Documents in work, failed and refused',
    show: async (frame) => <WorkPage frame={frame} report={await tools.work()} />,
  }),
  pageRoute(tools.assets, {
    path: '/documents/:id/edit',
    role: 'archivist',
    summary: 'The record of a document as a form, and its history',
    show: async (frame, request) => {
      const { reading, catalogue } = tools;
      const id = documentNamed(request);
      const [document, libraries, collections, entries] = await Promise.all([
        reading.documentAlone(id, frame.visitor.role),
        reading.libraries(),
        reading.collections(),
        catalogue.audit.entries({ documentId: id, limit: SHOWN }),
      ]);
      return (
        <EditPage
          frame={frame}
          document={document}
          libraries={libraries}
          collections={collections}
          history={entries.map(toHistory)}
        />
      );
    },
  }),
];

const toHistory = ({ at, who, what, details }: AuditEntry): HistoryEntry => ({
  at,
  who,
  what,
  before: recordIn(details['before']),
  after: recordIn(details['after']),
});

// Written by earlier versions, perhaps: what is no record any more is only not shown.
function recordIn(raw: unknown): DocumentRecord | null {
  try {
    return raw === undefined ? null : parseRecord(raw);
  } catch (thrown) {
    if (isFailure(thrown)) return null;
    throw thrown;
  }
}
