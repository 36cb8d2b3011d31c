import { CREATOR_PARTS, CREATOR_PARTS_VI, type Document, type Library } from '@diachi/domain';
import { failureText } from '@diachi/messages';
import { CSRF_FIELD } from '@diachi/web';
import { addresses } from '../addresses.ts';
import type { Frame } from '../frame.ts';
import { History, type HistoryEntry } from '../parts/history.tsx';
import { Layout } from '../parts/layout.tsx';
import { RecordFields } from '../parts/record-fields.tsx';
import { recordWords } from '../parts/record-line.tsx';
import { RECORD_FIELDS, type RecordValues, recordValues } from '../record-values.ts';
import { isConflict, type RefusedRecord, refusedField } from '../refused-record.ts';

export type EditPageProps = {
  readonly frame: Frame;
  readonly document: Document;
  readonly libraries: readonly Library[];
  readonly collections: readonly string[];
  readonly history: readonly HistoryEntry[];
  /** What was written and could not be kept, to be put right; null when there is nothing to complain of. */
  readonly refused: RefusedRecord | null;
};

/** The record of a document as a form, and what was changed before, to be taken back. */
export function EditPage(props: EditPageProps) {
  const { frame, document, libraries, collections, history, refused } = props;
  const { messages, visitor } = frame;
  const { id, record, recordVersion } = document;
  const isChanged = refused !== null && isConflict(refused.note);
  return (
    <Layout frame={frame} title={messages.edit.title(record.title)} kind="edit">
      <h1>{messages.edit.title(record.title)}</h1>
      {refused && (
        <p class="notice is-bad" role="alert">
          {isChanged ? messages.edit.changedMeanwhile : messages.edit.refused}
        </p>
      )}
      <form class="record-form" method="post" action={`/api/documents/${id}/record`}>
        <input type="hidden" name={CSRF_FIELD} value={visitor.csrfToken} />
        {/* Whoever has seen both may keep theirs; an error elsewhere must not hide that somebody else changed the record. */}
        <input
          type="hidden"
          name="onVersion"
          value={String(refused && !isChanged ? refused.onVersion : recordVersion)}
        />
        <input type="hidden" name="next" value={addresses.document(id)} />
        <RecordFields
          frame={frame}
          libraries={libraries}
          collections={collections}
          values={refused?.written ?? recordValues(record)}
          problems={problemsOf(props)}
          kept={isChanged ? keptWords(props, refused.written) : {}}
        />
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

function problemsOf({ frame, refused }: EditPageProps): Readonly<Partial<RecordValues>> {
  const field = refused && refusedField(refused.note);
  return field ? { [field]: failureText(refused.note, frame.language) } : {};
}

/** As the library writes what was written in a form: without blanks around it, and creators' parts by their codes. */
function asKept(written: string): string {
  const lines = written.trim().split(/\r\n|\n/);
  const codes = lines.map((line) => {
    const part = CREATOR_PARTS.find((one) => line.endsWith(`| ${CREATOR_PARTS_VI[one]}`));
    return part ? line.replace(CREATOR_PARTS_VI[part], part) : line;
  });
  return codes.join('\n');
}

/** What the library keeps, for each field in which something else was written. */
function keptWords(
  { frame: { messages }, document: { record }, libraries }: EditPageProps,
  written: RecordValues,
): Readonly<Partial<RecordValues>> {
  const kept = recordValues(record);
  const words = recordWords(messages, libraries, record);
  const differing = RECORD_FIELDS.filter((field) => kept[field] !== asKept(written[field]));
  return Object.fromEntries(
    differing.map((field) => [field, messages.edit.kept(words[field] || messages.edit.nothing)]),
  );
}
