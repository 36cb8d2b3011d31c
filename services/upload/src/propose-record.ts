import {
  type DocumentRecord,
  Failure,
  type Library,
  type LibraryCode,
  parseLibraryCode,
  parseRecord,
  proposeTitle,
} from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import type { FileGroup } from './group-files.ts';

/** What a sender said about the documents, each field still to be parsed. */
export type SentRecord = Readonly<Partial<Record<keyof DocumentRecord, unknown>>>;

export type ProposeTools = {
  readonly catalogue: Pick<Catalogue, 'libraries' | 'putLibrary'>;
  /** Whose a document is when nothing is said. */
  readonly defaultLibrary: LibraryCode;
};

/**
 * The first record of a group of files. A title somebody gave is used when there is one document to use it for; else it is
 * proposed from the folder's or the file's name. Fails with `record.bad-…` or `library.unknown`.
 */
export async function proposeRecord(
  { catalogue, defaultLibrary }: ProposeTools,
  sent: SentRecord,
  { name }: FileGroup,
  isOnly: boolean,
): Promise<DocumentRecord> {
  const given = isOnly && typeof sent.title === 'string' && sent.title.trim() !== '' ? sent.title : undefined;
  const record = parseRecord({
    title: given ?? proposeTitle(name),
    library: sent.library || defaultLibrary,
    collection: sent.collection,
    kind: sent.kind || undefined,
    date: sent.date,
    language: sent.language || undefined,
  });
  checkLibrary(await catalogue.libraries(), record);
  return record;
}

/** Fails with `library.unknown`. */
export function checkLibrary(libraries: readonly Library[], { library }: DocumentRecord): void {
  if (libraries.some(({ code }) => code === library)) return;
  throw new Failure('invalid', 'library.unknown', `There is no member library with the code ${library}.`, {
    details: { library },
  });
}

/** A member library the operator names for the first time is added, under its code until somebody gives it a name. Fails with `library.bad-code`. */
export async function provideLibrary({ catalogue }: ProposeTools, { library }: SentRecord): Promise<void> {
  if (!library) return;
  const code = parseLibraryCode(library);
  const libraries = await catalogue.libraries();
  if (!libraries.some((known) => known.code === code)) await catalogue.putLibrary({ code, name: code });
}
