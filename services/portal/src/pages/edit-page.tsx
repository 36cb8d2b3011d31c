import type { Document, Library } from '@diachi/domain';
import { CSRF_FIELD } from '@diachi/web';
import { addresses } from '../addresses.ts';
import type { Frame } from '../frame.ts';
import { History, type HistoryEntry } from '../parts/history.tsx';
import { Layout } from '../parts/layout.tsx';
import { RecordFields } from '../parts/record-fields.tsx';

export type EditPageProps = {
  readonly frame: Frame;
  readonly document: Document;
  readonly libraries: readonly Library[];
  readonly collections: readonly string[];
  readonly history: readonly HistoryEntry[];
};

/** The record of a document as a form, and what was changed before, to be taken back. */
export function EditPage({ frame, document, libraries, collections, history }: EditPageProps) {
  const { messages, visitor } = frame;
  const { id, record, recordVersion } = document;
  return (
    <Layout frame={frame} title={messages.edit.title(record.title)} kind="edit">
      <h1>{messages.edit.title(record.title)}</h1>
      <form class="record-form" method="post" action={`/api/documents/${id}/record`}>
        <input type="hidden" name={CSRF_FIELD} value={visitor.csrfToken} />
        <input type="hidden" name="onVersion" value={String(recordVersion)} />
        <input type="hidden" name="next" value={addresses.document(id)} />
        <RecordFields frame={frame} libraries={libraries} collections={collections} record={record} />
        <div class="actions">
          <button type="submit">{messages.edit.save}</button>
          <a class="button is-quiet" href={addresses.document(id)}>
            {messages.cancel}
          </a>
        </div>
      </form>
      <History frame={frame} document={document} libraries={libraries} entries={history} />
    </Layout>
  );
}
