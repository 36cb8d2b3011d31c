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

/** A person or a body that made a document: `Nguyễn Văn Đậu`, as author; `Ủy ban hành chính tỉnh`, as issuer. */
export type Creator = { readonly name: string; readonly part: CreatorPart };
