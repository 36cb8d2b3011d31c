import {
  type Checksum,
  type Document,
  type DocumentFailure,
  type DocumentId,
  type DocumentRecord,
  type LibraryCode,
  type Original,
  type PageSummary,
  parseChecksum,
  parseDocumentId,
  parseLibraryCode,
  UNDESCRIBED,
  UNRECKONED,
} from '@diachi/domain';
import type { NewDocument } from '../catalogue.ts';

/** Invented documents for the contract suites, each told by one number. */
export const documentId = (number: number): DocumentId => parseDocumentId(String(number).padStart(16, '0'));

export const checksum = (number: number): Checksum => parseChecksum(String(number).padStart(64, 'a'));

export const library = (code: string): LibraryCode => parseLibraryCode(code);

export const original = (number: number): Original => ({
  checksum: checksum(number),
  fileName: `trang-${number}.tif`,
  sizeBytes: 1_000 + number,
  type: 'image/tiff',
});

export const record = (changed: Partial<DocumentRecord> = {}): DocumentRecord => ({
  title: 'Địa chí “Mường So”, tập 1',
  library: library('tinh'),
  ...UNDESCRIBED,
  collection: 'Sách chữ Hán',
  kind: 'book',
  date: { text: '195X', fromYear: 1950, toYear: 1959 },
  language: 'vie+fra',
  ...changed,
});

export const newDocument = (number: number, changed: Partial<DocumentRecord> = {}): NewDocument => ({
  id: documentId(number),
  record: record(changed),
  originals: [original(number)],
});

export const pages = (count: number, state: PageSummary['state'] = 'waiting'): readonly PageSummary[] =>
  Array.from({ length: count }, (_, page) => ({ page, label: String(page + 1), state, ...UNRECKONED }));

/** A document as the store's files would tell it, received that many seconds after midnight. */
export const restored = (number: number, second: number, changed: Partial<Document> = {}): Document => ({
  ...newDocument(number),
  recordVersion: 3,
  state: 'published',
  publishedRevision: 2,
  workRevision: 2,
  pageCount: 2,
  failure: null,
  isIndexed: false,
  receivedAt: new Date(Date.UTC(2024, 4, 7, 0, 0, second)).toISOString(),
  changedAt: '2024-05-08T01:02:03.004Z',
  ...changed,
});

export const failure: DocumentFailure = {
  kind: 'unavailable',
  code: 'store.unavailable',
  message: 'The store is away.',
  details: { page: 4, reason: 'EIO' },
  job: 'ocr-page',
  page: 4,
};
