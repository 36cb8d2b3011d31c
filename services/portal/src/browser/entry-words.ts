import type { Language } from '@diachi/messages';
import type { TakenEntry } from './make-documents.ts';
import { problemText, type UploadWords } from './upload-words.ts';

/** What is said of a document right after files were handed in. */
export type EntryWords = {
  readonly state: string;
  /** What whoever handed it in should know of it; null when there is nothing. */
  readonly note: string | null;
  /** False when nothing is to be waited for: it was here, or came read, in a package. */
  readonly isInWork: boolean;
};

/** The files of one document have one entry each, any of which may bring a word. */
export function entryWords(entries: readonly TakenEntry[], words: UploadWords, language: Language): EntryWords {
  const [first] = entries;
  const told = entries.find(({ isNew, code }) => isNew && code !== undefined);
  const note = told ? problemText(told, language) : null;
  if (!first?.isNew) return { state: words['duplicate'] ?? '', note, isInWork: false };
  if (first.state === 'published') return { state: words.states['published'] ?? '', note, isInWork: false };
  return { state: words['received'] ?? '', note, isInWork: true };
}
