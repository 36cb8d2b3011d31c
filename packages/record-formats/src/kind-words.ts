import type { DocumentKind } from '@diachi/domain';

const words: Readonly<Record<DocumentKind, { readonly vi: string; readonly en: string }>> = {
  book: { vi: 'Sách', en: 'book' },
  newspaper: { vi: 'Báo', en: 'newspaper' },
  article: { vi: 'Bài trích', en: 'article' },
  official: { vi: 'Văn bản hành chính', en: 'official document' },
  manuscript: { vi: 'Bản viết tay', en: 'manuscript' },
  map: { vi: 'Bản đồ', en: 'map' },
  photograph: { vi: 'Ảnh', en: 'photograph' },
  other: { vi: 'Tài liệu khác', en: 'other' },
};

/** What a kind of document is called in catalogues. */
export const kindWords = (kind: DocumentKind): { readonly vi: string; readonly en: string } => words[kind];

/** A kind in the DCMI Type Vocabulary. */
export const dcmiType = (kind: DocumentKind): 'Text' | 'StillImage' =>
  kind === 'map' || kind === 'photograph' ? 'StillImage' : 'Text';

/** The kind a catalogue's word for it means; undefined for words we do not know. */
export const kindCalled = (word: string): DocumentKind | undefined => byWord.get(word.trim().toLowerCase());

const byWord = new Map<string, DocumentKind>([
  ...Object.entries(words).flatMap(([kind, { vi, en }]): [string, DocumentKind][] => [
    [vi.toLowerCase(), kind as DocumentKind],
    [en, kind as DocumentKind],
    [kind, kind as DocumentKind],
  ]),
  ['books', 'book'],
  ['monograph', 'book'],
  ['periodical', 'newspaper'],
  ['serial', 'newspaper'],
  ['journal', 'newspaper'],
  ['newspapers', 'newspaper'],
  ['journal article', 'article'],
  ['government publication', 'official'],
  ['official publication', 'official'],
  ['manuscripts', 'manuscript'],
  ['maps', 'map'],
  ['cartographic', 'map'],
  ['photographs', 'photograph'],
  ['photo', 'photograph'],
  ['picture', 'photograph'],
  ['still image', 'photograph'],
]);
