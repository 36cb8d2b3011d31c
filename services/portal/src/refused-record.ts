import type { DocumentRecord, FailureNote } from '@diachi/domain';
import { RECORD_FIELDS, type RecordValues, recordValues } from './record-values.ts';

/** A form for a record that could not be taken: everything written in it, and why. */
export type RefusedRecord = {
  readonly note: FailureNote;
  readonly written: RecordValues;
  /** The version of the record that was on the form. */
  readonly onVersion: number;
};

/** What was written in a form that was refused for what it says. */
export function refusedRecord(
  note: FailureNote,
  body: Readonly<Record<string, unknown>>,
  current: DocumentRecord,
): RefusedRecord {
  // A field that was not sent was not to be changed.
  const kept = recordValues(current);
  const written = Object.fromEntries(
    RECORD_FIELDS.map((field) => [field, typeof body[field] === 'string' ? body[field] : kept[field]]),
  ) as RecordValues;
  return { note, written, onVersion: Number(body['onVersion']) };
}

/** Whether a record was refused for what it says, or because somebody else changed it: then it is sent again put right. */
export const isAboutRecord = (note: FailureNote): boolean => isConflict(note) || refusedField(note) !== null;

/** Whether somebody else changed the record since the form was opened. */
export const isConflict = ({ code }: FailureNote): boolean => code === 'record.changed-meanwhile';

/** The field a failure complains of. */
export function refusedField({ code }: FailureNote): keyof RecordValues | null {
  if (code.startsWith('date.')) return 'date';
  if (code.startsWith('library.')) return 'library';
  if (code === 'record.language-unreadable') return 'language';
  return RECORD_FIELDS.find((field) => code === `record.bad-${field}`) ?? null;
}
