import { naturalOrder } from '@diachi/domain';
import type { AcceptedFile } from './accepted-file.ts';

/** One document to be. */
export type FileGroup = {
  /** In reading order. */
  readonly files: readonly AcceptedFile[];
  /** What it may be called until somebody says better: the folder its pages lay in, or its first file's name. */
  readonly name: string;
};

const isWholeDocument = ({ type }: AcceptedFile) => type === 'application/pdf' || type === 'image/tiff';

/**
 * Which files become one document: the images of one folder, in the order a person would name them. A PDF or TIFF is a
 * document of its own; so is every file when `together` is false.
 */
export function groupFiles(files: readonly AcceptedFile[], together: boolean): readonly FileGroup[] {
  const groups = new Map<string, AcceptedFile[]>();
  const alone: FileGroup[] = [];
  for (const file of files) {
    const folder = folderOf(file.sentAs);
    const group = groups.get(folder);
    if (!together || isWholeDocument(file)) alone.push({ files: [file], name: file.fileName });
    else if (group) group.push(file);
    else groups.set(folder, [file]);
  }
  return [...[...groups].map(([folder, group]) => joinFiles(group, folder)), ...alone];
}

/** All of these as one document, whatever they are. */
export function joinFiles(files: readonly AcceptedFile[], folder = ''): FileGroup {
  const ordered = files.toSorted((one, other) => naturalOrder(one.sentAs, other.sentAs));
  return { files: ordered, name: folder.split(/[/\\]/).at(-1) || (ordered[0]?.fileName ?? '') };
}

const folderOf = (sentAs: string): string => sentAs.split(/[/\\]/).slice(0, -1).join('/');
