import { type Document, type DocumentRecord, type Library, licencePage } from '@diachi/domain';
import type { ComponentChild } from 'preact';
import type { Frame } from '../frame.ts';
import { type SearchAddress, searchHref, toggle, wholeLibrary } from '../search-address.ts';
import { dateWords } from './date-words.ts';
import { DescriptionList, type Row } from './description-list.tsx';
import { creatorWords, languageNames, libraryName } from './record-line.tsx';

export type RecordListProps = {
  readonly frame: Frame;
  readonly document: Document;
  readonly libraries: readonly Library[];
};

/** What the library says about a document, field by field; where there are others that are alike, each leads to them. */
export function RecordList({ frame, document, libraries }: RecordListProps) {
  const { record, pageCount, receivedAt } = document;
  const { messages, write } = frame;
  const { fields } = messages.document;
  const rows: readonly Row[] = [
    [fields.creators, linesOf(record.creators.map((creator) => creatorWords(messages, creator)))],
    ...alikeRows(frame, record, libraries),
    ...describedRows(frame, record),
    [fields.pageCount, pageCount === null ? '' : write.number(pageCount)],
    [fields.receivedAt, <time dateTime={receivedAt}>{write.day(receivedAt)}</time>],
    ...rightsRows(frame, record),
  ];
  return <DescriptionList rows={rows} />;
}

function alikeRows({ messages }: Frame, record: DocumentRecord, libraries: readonly Library[]): readonly Row[] {
  const { fields } = messages.document;
  const alike = (address: SearchAddress, text: string) => <a href={searchHref(address)}>{text}</a>;
  return [
    [fields.kind, alike(toggle(wholeLibrary(), 'kind', record.kind), messages.kinds[record.kind])],
    [fields.date, record.date ? dateWords(messages, record.date.text) : messages.unknownDate],
    [fields.library, alike(toggle(wholeLibrary(), 'library', record.library), libraryName(libraries, record.library))],
    [
      fields.collection,
      record.collection && alike(toggle(wholeLibrary(), 'collection', record.collection), record.collection),
    ],
    [fields.language, languageNames(messages, record.language)],
  ];
}

/** What a record says, whosever it is, without where it stands. */
export function describedRows({ messages }: Frame, record: DocumentRecord): readonly Row[] {
  const { fields } = messages.document;
  return [
    [fields.otherTitle, record.otherTitle],
    [fields.englishTitle, record.englishTitle && <span lang="en">{record.englishTitle}</span>],
    [fields.summary, paragraphsOf(record.summary)],
    [fields.englishSummary, record.englishSummary && <div lang="en">{paragraphsOf(record.englishSummary)}</div>],
    [fields.subjects, linesOf(record.subjects)],
    [fields.places, linesOf(record.places)],
    [fields.publisher, record.publisher],
    [fields.publicationPlace, record.publicationPlace],
    [fields.series, record.series],
    [fields.extent, record.extent],
    [fields.callNumber, record.callNumber],
    [fields.isbn, record.isbn],
    [fields.issn, record.issn],
    [fields.note, paragraphsOf(record.note)],
  ];
}

export function rightsRows({ messages, write }: Frame, record: DocumentRecord): readonly Row[] {
  const { fields } = messages.document;
  const { access, licences } = messages.record;
  const { label, means } = licences[record.licence];
  const address = licencePage(record.licence);
  return [
    [fields.access, record.access === 'open' ? '' : access[record.access].means],
    [fields.embargoUntil, record.embargoUntil && write.day(`${record.embargoUntil}T12:00:00`)],
    [
      fields.licence,
      address && (
        <>
          <a href={address} rel="license">
            {label}
          </a>
          . {means}
        </>
      ),
    ],
    [fields.rightsHolder, record.rightsHolder],
  ].map(([name, value]): Row => [String(name), value ?? '']);
}

export const linesOf = (lines: readonly string[]): ComponentChild =>
  lines.length === 0 ? '' : lines.map((line, place) => <div key={place}>{line}</div>);

const paragraphsOf = (text: string): ComponentChild =>
  text === '' ? '' : text.split('\n').map((line, place) => line !== '' && <p key={place}>{line}</p>);
