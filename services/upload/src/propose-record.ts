import { type DocumentRecord, Failure, type Library, parseRecord, proposeTitle } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import type { FileGroup } from './group-files.ts';
import { folderOf } from './group-files.ts';

/** What a sender said about the documents, each field still to be parsed. */
export type SentRecord = Readonly<Partial<Record<keyof DocumentRecord, unknown>>>;

/**
 * The first record of a group of files. A title somebody gave is used when there is one document to use it for; else it is
 * proposed from the folder's or the file's name. Fails with `record.bad-…` or `library.unknown`.
 */
export async function proposeRecord(
  catalogue: Pick<Catalogue, 'libraries'>,
  sent: SentRecord,
  group: FileGroup,
  isOnly: boolean,
): Promise<DocumentRecord> {
  const libraries = await catalogue.libraries();
  const given = isOnly && typeof sent.title === 'string' && sent.title.trim() !== '' ? sent.title : undefined;
  const record = parseRecord({
    title: given ?? titleOf(group),
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

function titleOf(group: FileGroup): string {
  const [first] = group;
  if (!first) throw new Error('A group of files has at least one.');
  const folder = folderOf(first.sentAs);
  // Pages of a folder are called 001.jpg; what they are is written on the folder.
  return proposeTitle(
    group.length > 1 && folder !== '' ? `${folder}/`.replace(/^.*?([^/]+)\/$/, '$1') : first.fileName,
  );
}
