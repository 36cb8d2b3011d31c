import { type DocumentRecord, EVERYONE, parseDocumentId, parseRecord, rightsOf } from '@diachi/domain';
import type { DescribedDocument } from '../described-document.ts';

const address = 'https://kho.example/documents/0123456789abcdef';

/** A record with something in every field. */
const fullRecord: DocumentRecord = parseRecord({
  title: 'Địa chí Mường Thanh & <vùng> “phụ cận”',
  library: 'tinh',
  collection: 'Tư liệu kháng chiến',
  kind: 'book',
  date: '1954~',
  language: 'vie+fra+blt',
  otherTitle: 'Mường Thanh địa chí',
  englishTitle: 'A gazetteer of Muong Thanh',
  creators: [
    { name: 'Ủy ban hành chính tỉnh', part: 'issuer' },
    { name: 'Nguyễn Văn Đậu', part: 'author' },
    { name: 'Henri Delmas', part: 'translator' },
    { name: 'Lò Thị Pánh', part: 'compiler' },
    { name: 'Hoàng Minh', part: 'editor' },
  ],
  publisher: 'Nhà in Tây Bắc',
  publicationPlace: 'Thuận Châu',
  series: 'Tư liệu Điện Biên, tập 3',
  subjects: ['Lịch sử địa phương', 'Nông nghiệp'],
  places: ['Mường Thanh', 'Tuần Giáo'],
  summary: 'Sách kể về lòng chảo Mường Thanh.\nCó bảng kê bản mường.',
  englishSummary: 'The book tells of the valley, and of the villages in it.',
  extent: '120 tr. : minh họa ; 24 cm',
  note: 'Thiếu bìa sau.\nCó dấu của thư viện.',
  callNumber: 'ĐC.12/54',
  isbn: '978-604-0-00000-2',
  issn: '0866-7322',
  licence: 'cc-by',
  rightsHolder: 'Thư viện tỉnh',
});

const today = '2026-06-01';

/** A document with whatever is said of it. */
export function sampleDescribed(said: Partial<DocumentRecord> = {}): DescribedDocument {
  const record = { ...fullRecord, ...said };
  return {
    id: parseDocumentId('0123456789abcdef'),
    record,
    pageCount: 128,
    receivedAt: '2026-01-02T03:04:05.678Z',
    changedAt: '2026-02-03T04:05:06.789Z',
    libraryName: 'Thư viện tỉnh Điện Biên',
    rights: rightsOf({ publishedRevision: 1, record }, EVERYONE, today),
    today,
    addresses: {
      document: address,
      thumbnail: 'https://kho.example/files/0123456789abcdef/r1/pages/0/400.webp',
      pdf: 'https://kho.example/files/0123456789abcdef/document.pdf',
      manifest: 'https://kho.example/iiif/presentation/3/documents/0123456789abcdef/manifest',
    },
  };
}
