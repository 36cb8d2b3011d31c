import { type Document, type DocumentId, languageTag } from '@diachi/domain';
import type { IiifAddresses } from './iiif-addresses.ts';
import { wordsMap } from './language-map.ts';
import type { External } from './resources.ts';

/** The record in the formats of other catalogues, and how the document is put together. */
export const linkedFiles = (addresses: IiifAddresses, id: DocumentId): readonly External[] => [
  dataset(addresses.file(id, 'mets.xml'), 'METS', 'application/mets+xml', 'http://www.loc.gov/METS/'),
  dataset(
    addresses.file(id, 'record/marc.xml'),
    'MARCXML',
    'application/marcxml+xml',
    'http://www.loc.gov/MARC21/slim',
  ),
  dataset(addresses.file(id, 'record/mods.xml'), 'MODS', 'application/mods+xml', 'http://www.loc.gov/mods/v3'),
  dataset(addresses.file(id, 'record/dc.xml'), 'Dublin Core', 'application/xml', 'http://purl.org/dc/terms/'),
];

/** The document as a file to take home. */
export const renderings = (addresses: IiifAddresses, { id, record }: Document): readonly External[] => {
  const language = [languageTag(record.language)];
  const files = [
    ['document.pdf', 'application/pdf', { vi: 'PDF tìm được chữ', en: 'Searchable PDF' }],
    ['text.txt', 'text/plain', { vi: 'Văn bản thuần', en: 'Plain text' }],
    ['book.epub', 'application/epub+zip', { vi: 'Sách điện tử EPUB', en: 'EPUB' }],
  ] as const;
  return files.map(([name, format, label]) => ({
    id: addresses.file(id, name),
    type: 'Text',
    label: wordsMap(label),
    format,
    language,
  }));
};

const dataset = (id: string, name: string, format: string, profile: string): External => ({
  id,
  type: 'Dataset',
  label: wordsMap({ vi: name, en: name }),
  format,
  profile,
});
