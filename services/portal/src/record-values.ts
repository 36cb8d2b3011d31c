import type { DocumentRecord } from '@diachi/domain';

/** The fields of a record in the order in which people fill them in. */
export const RECORD_FIELDS = [
  'title',
  'library',
  'collection',
  'kind',
  'date',
  'language',
  'creators',
  'otherTitle',
  'englishTitle',
  'subjects',
  'places',
  'summary',
  'englishSummary',
  'note',
  'publisher',
  'publicationPlace',
  'series',
  'extent',
  'callNumber',
  'isbn',
  'issn',
  'access',
  'embargoUntil',
  'licence',
  'rightsHolder',
] as const satisfies readonly (keyof DocumentRecord)[];

export type RecordField = (typeof RECORD_FIELDS)[number];

/** A record as the fields of a form hold it, lists a line for each entry. `parseRecord` reads it back as it was. */
export type RecordValues = Readonly<Record<RecordField, string>>;

export const recordValues = (record: DocumentRecord): RecordValues => ({
  ...record,
  date: record.date?.text ?? '',
  creators: record.creators.map(({ name, part }) => (part === 'author' ? name : `${name} | ${part}`)).join('\n'),
  subjects: record.subjects.join('\n'),
  places: record.places.join('\n'),
  embargoUntil: record.embargoUntil ?? '',
});
