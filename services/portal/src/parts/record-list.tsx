import type { Document, Library } from '@diachi/domain';
import type { Frame } from '../frame.ts';
import { type SearchAddress, searchHref, toggle, wholeLibrary } from '../search-address.ts';
import { dateWords } from './date-words.ts';
import { languageNames, libraryName } from './record-line.tsx';

export type RecordListProps = {
  readonly frame: Frame;
  readonly document: Document;
  readonly libraries: readonly Library[];
};

/** What the library says about a document, field by field; each leads to others that are alike. */
export function RecordList({ frame: { messages, write }, document, libraries }: RecordListProps) {
  const { record, pageCount, receivedAt } = document;
  const { fields } = messages.document;
  const alike = (address: SearchAddress, text: string) => <a href={searchHref(address)}>{text}</a>;
  const rows = [
    [fields.kind, alike(toggle(wholeLibrary(), 'kind', record.kind), messages.kinds[record.kind])],
    [fields.date, record.date ? dateWords(messages, record.date.text) : messages.unknownDate],
    [fields.library, alike(toggle(wholeLibrary(), 'library', record.library), libraryName(libraries, record.library))],
    [
      fields.collection,
      record.collection && alike(toggle(wholeLibrary(), 'collection', record.collection), record.collection),
    ],
    [fields.language, languageNames(messages, record.language)],
    [fields.pageCount, pageCount === null ? '' : write.number(pageCount)],
    [fields.receivedAt, <time dateTime={receivedAt}>{write.day(receivedAt)}</time>],
  ] as const;
  return (
    <dl class="record">
      {rows
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
