/** What somebody did for a document, in the words catalogues share (MARC relator terms). */
export const CREATOR_PARTS = [
  'author',
  'editor',
  'translator',
  'compiler',
  'issuer',
  'photographer',
  'cartographer',
  'contributor',
] as const;

export type CreatorPart = (typeof CREATOR_PARTS)[number];

/** The same as people who catalogue in Vietnamese write it; each is read as well as the word above. */
export const CREATOR_PARTS_VI: Readonly<Record<CreatorPart, string>> = {
  author: 'tác giả',
  editor: 'chủ biên',
  translator: 'người dịch',
  compiler: 'sưu tầm',
  issuer: 'cơ quan ban hành',
  photographer: 'chụp ảnh',
  cartographer: 'vẽ bản đồ',
  contributor: 'cộng tác',
};

/** A person or a body that made a document: `Nguyễn Văn Đậu`, as author; `Ủy ban hành chính tỉnh`, as issuer. */
export type Creator = { readonly name: string; readonly part: CreatorPart };
