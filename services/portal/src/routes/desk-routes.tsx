import { type DocumentRecord, isFailure, parseDocumentId, parseRecord } from '@diachi/domain';
import type { AuditEntry } from '@diachi/ports';
import type { Route } from '@diachi/web';
import { pageRoute } from '../page-route.ts';
import { EditPage } from '../pages/edit-page.tsx';
import { UploadPage } from '../pages/upload-page.tsx';
import { WorkPage } from '../pages/work-page.tsx';
import type { HistoryEntry } from '../parts/history.tsx';
import type { PortalTools } from '../portal-tools.ts';
import { workOn } from './document-route.tsx';

const SHOWN = 100;

/** Pages for archivists: handing in, work, records. */
export const deskRoutes = (tools: PortalTools): readonly Route[] => [
  pageRoute(tools.assets, {
    path: '/upload',
    role: 'archivist',
    summary: 'Where scans are handed in',
    show: async (frame) => {
      const [libraries, collections] = await Promise.all([tools.reading.libraries(), tools.reading.collections()]);
      return <UploadPage frame={frame} libraries={libraries} collections={collections} />;
    },
  }),
  pageRoute(tools.assets, {
    path: '/work',
    role: 'archivist',
    summary: 'Documents in work, failed and refused',
    show: async (frame) => {
      const { catalogue } = tools;
      const [inWork, failed, refused, counts] = await Promise.all([
        catalogue.documents({ states: ['received', 'reading'] }, { limit: SHOWN }),
        catalogue.documents({ states: ['failed'] }, { limit: SHOWN }),
        catalogue.documents({ states: ['refused'] }, { limit: SHOWN }),
        catalogue.countByState(),
      ]);
      const works = inWork.documents.map(async (document) => ({ document, work: await workOn(tools, document) }));
      return (
        <WorkPage
          frame={frame}
          inWork={await Promise.all(works)}
          failed={failed.documents}
          refused={refused.documents}
          counts={counts}
          pausedBecause={tools.work?.pausedBecause() ?? null}
        />
      );
    },
  }),
  pageRoute(tools.assets, {
    path: '/documents/:id/edit',
    role: 'archivist',
    summary: 'The record of a document as a form, and its history',
    show: async (frame, request) => {
      const { reading, catalogue } = tools;
      const id = parseDocumentId(request.params['id']);
      const [{ document }, libraries, collections, entries] = await Promise.all([
        reading.document(id, frame.visitor.role),
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
