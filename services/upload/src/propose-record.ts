import {
  type DocumentRecord,
  Failure,
  type Library,
  type LibraryCode,
  parseRecord,
  proposeTitle,
} from '@diachi/domain';
import { checkLanguage, type ReadableLanguages } from './check-language.ts';
import type { FileGroup } from './group-files.ts';

/** What a sender said about the documents, each field still to be parsed. */
export type SentRecord = Readonly<Partial<Record<keyof DocumentRecord, unknown>>>;

export type ProposeTools = {
  /** Whose a document is when nothing is said. */
  readonly defaultLibrary: LibraryCode;
  readonly languages: ReadableLanguages;
};

/**
 * The first record of a group of files. A title somebody gave is used when there is one document to use it for; else it is
 * proposed from the folder's or the file's name. Fails with `record.bad-…`, `library.bad-code` or `record.language-unreadable`;
 * whether there is such a library is not looked at.
 */
export function proposeRecord(
  tools: ProposeTools,
  sent: SentRecord,
  { name }: Pick<FileGroup, 'name'>,
  isOnly: boolean,
): Promise<DocumentRecord> {
  return parseSent(tools, sent, (isOnly && titleOf(sent)) || proposeTitle(name));
}

/** Fails as `proposeRecord` would, whatever the files are. */
export async function checkSentRecord(tools: ProposeTools, sent: SentRecord): Promise<void> {
  await parseSent(tools, sent, titleOf(sent) || '-');
}

const titleOf = ({ title }: SentRecord): string => (typeof title === 'string' ? title.trim() : '');

async function parseSent(
  { defaultLibrary, languages }: ProposeTools,
  sent: SentRecord,
  title: string,
): Promise<DocumentRecord> {
  const record = parseRecord({
    ...sent,
    title,
    library: sent.library || defaultLibrary,
    // A choice that was left empty is not made.
    kind: sent.kind || undefined,
    language: sent.language || undefined,
    access: sent.access || undefined,
    licence: sent.licence || undefined,
  });
  await checkLanguage(languages, record);
  return record;
}

/** Fails with `library.unknown`. */
export function checkLibrary(libraries: readonly Library[], { library }: DocumentRecord): void {
  if (libraries.some(({ code }) => code === library)) return;
  throw new Failure('invalid', 'library.unknown', `There is no member library with the code ${library}.`, {
    details: { library },
  });
}
