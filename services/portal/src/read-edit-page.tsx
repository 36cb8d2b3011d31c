import type { Document, DocumentId } from '@diachi/domain';
import type { AuditEntry } from '@diachi/ports';
import type { VNode } from 'preact';
import type { Frame } from './frame.ts';
import { recordIn } from './language-read.ts';
import { EditPage } from './pages/edit-page.tsx';
import type { HistoryEntry } from './parts/history.tsx';
import type { PortalTools } from './portal-tools.ts';
import type { RefusedRecord } from './refused-record.ts';

const SHOWN = 100;

/** The record of a document as a form, filled in as kept, or as it was written when that was refused. */
export async function readEditPage(
  { reading, catalogue }: Pick<PortalTools, 'reading' | 'catalogue'>,
  frame: Frame,
  id: DocumentId,
  findRefused: (document: Document) => RefusedRecord | null = () => null,
): Promise<VNode> {
  const [document, libraries, collections, entries] = await Promise.all([
    reading.documentAlone(id, frame.visitor),
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
      refused={findRefused(document)}
    />
  );
}

const toHistory = ({ at, who, what, details }: AuditEntry): HistoryEntry => ({
  at,
  who,
  what,
  before: recordIn(details['before']),
  after: recordIn(details['after']),
  ...checkedIn(what, details),
  ...(details['isToldByPackage'] === true && { toldBy: String(details['package']) }),
});

function checkedIn(what: string, { files, problems }: AuditEntry['details']): Pick<HistoryEntry, 'checked'> {
  if (what !== 'fixity.checked' || typeof files !== 'number' || typeof problems !== 'number') return {};
  return { checked: { files, problems } };
}
