import type { DocumentRecord } from '@diachi/domain';

export const RECORD_FIELDS = [
  'title',
  'library',
  'collection',
  'kind',
  'date',
  'language',
] as const satisfies readonly (keyof DocumentRecord)[];

/** A record as the fields of a form hold it. */
export type RecordValues = Readonly<Record<(typeof RECORD_FIELDS)[number], string>>;

export const recordValues = ({ title, library, collection, kind, date, language }: DocumentRecord): RecordValues => ({
  title,
  library,
  collection,
  kind,
  date: date?.text ?? '',
  language,
});
