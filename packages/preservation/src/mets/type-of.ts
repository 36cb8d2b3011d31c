import type { DocumentKind } from '@diachi/domain';

/** Kinds in the words that viewers of METS know. */
export const typeOf: Readonly<Record<DocumentKind, string>> = {
  book: 'monograph',
  newspaper: 'newspaper',
  article: 'article',
  official: 'act',
  manuscript: 'manuscript',
  map: 'map',
  photograph: 'photograph',
  other: 'document',
};
