/** What a document is, in the archive's own division of local-studies material. */
export const DOCUMENT_KINDS = [
  'book',
  'newspaper',
  'article',
  'official',
  'manuscript',
  'map',
  'photograph',
  'other',
] as const;

export type DocumentKind = (typeof DOCUMENT_KINDS)[number];
