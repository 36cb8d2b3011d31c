import {
  DOCUMENT_STATES,
  type Document,
  type DocumentFailure,
  fieldsOf,
  type Library,
  listOf,
  noteOf,
  oneOf,
  orNull,
  type PageSummary,
  pageOutcomeOf,
  parseDocumentId,
  parseLibraryCode,
  parseOriginal,
  parsePageIndex,
  parseRecord,
  textOf,
  wholeOf,
} from '@diachi/domain';

/* What services tell of documents, read field by field. Each throws what says which field is wrong. */

export function documentOf(raw: unknown): Document {
  const document = fieldsOf(raw);
  return {
    id: parseDocumentId(document['id']),
    record: parseRecord(document['record']),
    recordVersion: wholeOf(document['recordVersion'], 1),
    originals: listOf(document['originals'], parseOriginal),
    state: stateOf(document['state']),
    publishedRevision: wholeOf(document['publishedRevision'], 0),
    workRevision: wholeOf(document['workRevision'], 1),
    pageCount: orNull(document['pageCount'], (count) => wholeOf(count, 0)),
    failure: orNull(document['failure'], failureOf),
    isIndexed: yesOf(document['isIndexed']),
    receivedAt: timeOf(document['receivedAt']),
    changedAt: timeOf(document['changedAt']),
  };
}

export function pageSummaryOf(raw: unknown): PageSummary {
  const page = fieldsOf(raw);
  return {
    page: parsePageIndex(page['page']),
    label: textOf(page['label']),
    ...pageOutcomeOf(raw),
  };
}

export function libraryOf(raw: unknown): Library {
  const library = fieldsOf(raw);
  return { code: parseLibraryCode(library['code']), name: textOf(library['name']) };
}

export function failureOf(raw: unknown): DocumentFailure {
  const failure = fieldsOf(raw);
  return { ...noteOf(raw), job: textOf(failure['job']), page: orNull(failure['page'], parsePageIndex) };
}

export const stateOf = (raw: unknown) => oneOf(raw, DOCUMENT_STATES);

/** A moment that a page can write. */
export function timeOf(raw: unknown): string {
  const time = textOf(raw);
  if (Number.isNaN(Date.parse(time))) throw new Error(`“${time}” is no time`);
  return time;
}

export function yesOf(raw: unknown): boolean {
  if (typeof raw === 'boolean') return raw;
  throw new Error('something that should be yes or no is not');
}
