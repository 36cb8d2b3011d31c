import type { Creator, DocumentRecord, Library } from '@diachi/domain';
import type { Frame } from '../frame.ts';
import { type RecordValues, recordValues } from '../record-values.ts';
import { dateWords } from './date-words.ts';

export type RecordLineProps = {
  readonly frame: Frame;
  readonly record: DocumentRecord;
  readonly libraries: readonly Library[];
};

/** What kind of document, from when and where it is, in one line. */
export function RecordLine({ frame: { messages }, record, libraries }: RecordLineProps) {
  const parts = [
    messages.kinds[record.kind],
    record.date && dateWords(messages, record.date.text),
    libraryName(libraries, record.library),
    record.collection,
  ].filter(Boolean);
  return <p class="record-line">{parts.join(' · ')}</p>;
}

/** A library by its name; by its code where it has none. */
export const libraryName = (libraries: readonly Library[], code: string): string =>
  libraries.find((library) => library.code === code)?.name ?? code;

/** `vie+fra` in words. */
export const languageNames = (messages: Frame['messages'], language: string): string =>
  language
    .split('+')
    .map((code) => messages.languages[code] ?? code)
    .join(', ');

/** Somebody who made a document, and as what if not its author. */
export const creatorWords = (messages: Frame['messages'], { name, part }: Creator): string =>
  part === 'author' ? name : `${name} (${messages.record.parts[part]})`;

/** The fields of a record as people read them; the date as it is written in a form. */
export const recordWords = (
  messages: Frame['messages'],
  libraries: readonly Library[],
  record: DocumentRecord,
): RecordValues => ({
  ...recordValues(record),
  library: libraryName(libraries, record.library),
  kind: messages.kinds[record.kind],
  language: languageNames(messages, record.language),
  creators: record.creators.map((creator) => creatorWords(messages, creator)).join('; '),
  subjects: record.subjects.join('; '),
  places: record.places.join('; '),
  access: messages.record.access[record.access].label,
  licence: messages.record.licences[record.licence].label,
});
