import { type DocumentRecord, Failure, type Library, parseRecord, proposeTitle } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import type { FileGroup } from './group-files.ts';

/** What a sender said about the documents, each field still to be parsed. */
export type SentRecord = Readonly<Partial<Record<keyof DocumentRecord, unknown>>>;

/**
 * The first record of a group of files. A title somebody gave is used when there is one document to use it for; else it is
 * proposed from the folder's or the file's name. Fails with `record.bad-…` or `library.unknown`.
 */
export async function proposeRecord(
  catalogue: Pick<Catalogue, 'libraries'>,
  sent: SentRecord,
  { name }: FileGroup,
  isOnly: boolean,
): Promise<DocumentRecord> {
  const libraries = await catalogue.libraries();
  const given = isOnly && typeof sent.title === 'string' && sent.title.trim() !== '' ? sent.title : undefined;
  const record = parseRecord({
    title: given ?? proposeTitle(name),
    library: sent.library || libraries[0]?.code,
    collection: sent.collection,
    kind: sent.kind || undefined,
    date: sent.date,
    language: sent.language || undefined,
  });
  checkLibrary(libraries, record);
  return record;
}

/** Fails with `library.unknown`. */
export function checkLibrary(libraries: readonly Library[], { library }: DocumentRecord): void {
  if (libraries.some(({ code }) => code === library)) return;
  throw new Failure('invalid', 'library.unknown', `There is no member library with the code ${library}.`, {
    details: { library },
  });
}
