import type { Document } from './document.ts';

/** Whether everybody may read it. What is taken from a document for all others (what the library's texts are like) is taken from these alone. */
export const isPublic = ({ state, publishedRevision }: Pick<Document, 'state' | 'publishedRevision'>): boolean =>
  state === 'published' && publishedRevision > 0;
