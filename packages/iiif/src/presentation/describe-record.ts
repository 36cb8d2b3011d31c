import { type CreatorPart, type DocumentRecord, type Library, languageTag } from '@diachi/domain';
import { kindWords } from '@diachi/record-formats';
import { type LanguageMap, plainMap, type Words, wordsMap } from './language-map.ts';
import type { Labelled } from './resources.ts';

const PARTS: Readonly<Record<CreatorPart, Words>> = {
  author: { vi: 'Tác giả', en: 'Author' },
  editor: { vi: 'Biên tập', en: 'Editor' },
  translator: { vi: 'Người dịch', en: 'Translator' },
  compiler: { vi: 'Biên soạn', en: 'Compiler' },
  issuer: { vi: 'Cơ quan ban hành', en: 'Issued by' },
  photographer: { vi: 'Người chụp', en: 'Photographer' },
  cartographer: { vi: 'Người vẽ bản đồ', en: 'Cartographer' },
  contributor: { vi: 'Cộng tác', en: 'Contributor' },
};

/** The record as pairs of label and value, as viewers show them; nothing of what the record says nothing of. */
export function describeRecord(record: DocumentRecord, library: Library): readonly Labelled[] {
  const language = languageTag(record.language);
  const own = (...texts: readonly string[]): LanguageMap => ({ [language]: texts });
  return [
    ...creatorsByPart(record),
    ...said('Nhan đề khác', 'Other title', record.otherTitle, own),
    ...said('Ngày tháng', 'Date', record.date?.text ?? '', plainMap),
    pair('Loại tài liệu', 'Kind', wordsMap(kindWords(record.kind))),
    pair('Thư viện', 'Library', { vi: [library.name] }),
    ...said('Bộ sưu tập', 'Collection', record.collection, (name) => ({ vi: [name] })),
    ...said('Tùng thư', 'Series', record.series, own),
    ...said('Nhà xuất bản', 'Publisher', record.publisher, plainMap),
    ...said('Nơi xuất bản', 'Place of publication', record.publicationPlace, plainMap),
    ...listed('Chủ đề', 'Subject', record.subjects),
    ...listed('Địa danh', 'Place', record.places),
    ...said('Ký hiệu kho', 'Call number', record.callNumber, plainMap),
    ...said('Mô tả vật lý', 'Extent', record.extent, plainMap),
    pair('Ngôn ngữ', 'Language', plainMap(...record.language.split('+').map(languageTag))),
    ...said('ISBN', 'ISBN', record.isbn, plainMap),
    ...said('ISSN', 'ISSN', record.issn, plainMap),
    ...said('Ghi chú', 'Note', record.note, (note) => ({ vi: [note] })),
  ];
}

const pair = (vi: string, en: string, value: LanguageMap): Labelled => ({ label: wordsMap({ vi, en }), value });

const said = (vi: string, en: string, text: string, write: (text: string) => LanguageMap): readonly Labelled[] =>
  text === '' ? [] : [pair(vi, en, write(text))];

const listed = (vi: string, en: string, texts: readonly string[]): readonly Labelled[] =>
  texts.length === 0 ? [] : [pair(vi, en, { vi: texts })];

/** One pair for each part somebody had, in the order they are named. */
function creatorsByPart({ creators }: DocumentRecord): readonly Labelled[] {
  const byPart = new Map<CreatorPart, string[]>();
  for (const { name, part } of creators) byPart.set(part, [...(byPart.get(part) ?? []), name]);
  return [...byPart].map(([part, names]) => ({ label: wordsMap(PARTS[part]), value: plainMap(...names) }));
}
