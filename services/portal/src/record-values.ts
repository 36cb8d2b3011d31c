import type { DocumentRecord } from '@diachi/domain';

/** A record as the fields of a form hold it. */
export type RecordValues = Readonly<Record<keyof DocumentRecord, string>>;

export const RECORD_FIELDS = ['title', 'library', 'collection', 'kind', 'date', 'language'] as const;

export const recordValues = ({ title, library, collection, kind, date, language }: DocumentRecord): RecordValues => ({
  title,
  library,
  collection,
  kind,
  date: date?.text ?? '',
  language,
});
