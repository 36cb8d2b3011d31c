import type { Document, DocumentRecord, Library } from '@diachi/domain';
import type { AuditEntry } from '@diachi/ports';
import { addresses } from '../addresses.ts';
import type { Frame } from '../frame.ts';
import { RECORD_FIELDS, recordValues } from '../record-values.ts';
import { PostButton } from './post-button.tsx';
import { recordWords } from './record-line.tsx';

/** Something that was done to a document; a change of its record with what it was before and after. */
export type HistoryEntry = Pick<AuditEntry, 'at' | 'who' | 'what'> & {
  readonly before: DocumentRecord | null;
  readonly after: DocumentRecord | null;
  /** What came of comparing its files with their checksums. */
  readonly checked?: { readonly files: number; readonly problems: number };
  /** The package that told it: nobody here saw it happen. */
  readonly toldBy?: string;
};

export type HistoryProps = {
  readonly frame: Frame;
  readonly document: Document;
  readonly libraries: readonly Library[];
  readonly entries: readonly HistoryEntry[];
};

/** What was done to a document and by whom, newest first. A change of the record can be taken back. */
export function History({ frame, document, libraries, entries }: HistoryProps) {
  const { messages, write } = frame;
  return (
    <section aria-labelledby="history">
      <h2 id="history">{messages.edit.history}</h2>
      {entries.length === 0 && <p class="quiet">{messages.edit.noHistory}</p>}
      <ol class="history">
        {entries.map((entry, place) => (
          <li key={place}>
            <p>
              <strong>{wordsOf(messages, entry.what)}</strong>{' '}
              <span class="quiet">
                {whoWords(messages, entry.who)}, <time dateTime={entry.at}>{write.moment(entry.at)}</time>
                {entry.toldBy !== undefined && `; ${messages.edit.toldBy(entry.toldBy)}`}
              </span>
            </p>
            <Changes frame={frame} libraries={libraries} entry={entry} />
            {entry.checked && <Checked frame={frame} {...entry.checked} />}
            {entry.before && (
              <PostButton
                frame={{ ...frame, address: addresses.edit(document.id) }}
                action={`/api/documents/${document.id}/record`}
                label={messages.edit.undo}
                about={write.moment(entry.at)}
                fields={{ ...recordValues(entry.before), onVersion: String(document.recordVersion) }}
              />
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Packages may tell of what has no words here. */
const wordsOf = ({ edit: { events } }: Frame['messages'], what: string): string =>
  (Object.hasOwn(events, what) && events[what]) || what;

/** Who did something: a person by their name, a program by what it is. */
function whoWords({ people, edit }: Frame['messages'], who: string): string {
  if (who === 'system') return edit.byItself;
  return who === 'operator' ? people.roles.operator : who;
}

const Checked = ({ frame: { messages, write }, files, problems }: CheckedProps) => (
  <p>{messages.edit.checked(write.number(files), problems > 0 ? write.number(problems) : null)}</p>
);

type CheckedProps = { readonly frame: Frame } & Required<HistoryEntry>['checked'];

type ChangesProps = Pick<HistoryProps, 'frame' | 'libraries'> & { readonly entry: HistoryEntry };

function Changes({ frame: { messages }, libraries, entry: { before, after } }: ChangesProps) {
  if (!before || !after) return null;
  const [from, to] = [recordWords(messages, libraries, before), recordWords(messages, libraries, after)];
  const changed = RECORD_FIELDS.filter((field) => from[field] !== to[field]);
  return (
    <ul>
      {changed.map((field) => (
        <li key={field}>
          {messages.edit.changed(
            messages.document.fields[field],
            from[field] || messages.edit.nothing,
            to[field] || messages.edit.nothing,
          )}
        </li>
      ))}
    </ul>
  );
}
