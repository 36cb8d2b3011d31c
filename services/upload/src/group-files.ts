import { naturalOrder } from '@diachi/domain';
import type { AcceptedFile } from './accepted-file.ts';

/** One document to be: its files in reading order. */
export type FileGroup = readonly AcceptedFile[];

const isWholeDocument = ({ type }: AcceptedFile) => type === 'application/pdf' || type === 'image/tiff';

/**
 * Which files become one document: the images of one folder, in the order a person would name them. A PDF or TIFF is a
 * document of its own; so is every file when `together` is false.
 */
export function groupFiles(files: readonly AcceptedFile[], together: boolean): readonly FileGroup[] {
  const groups = new Map<string, AcceptedFile[]>();
  for (const [place, file] of files.entries()) {
    const alone = !together || isWholeDocument(file);
    const name = alone ? `file ${place}` : `folder ${folderOf(file.sentAs)}`;
    const group = groups.get(name);
    if (group) group.push(file);
    else groups.set(name, [file]);
  }
  return [...groups.values()].map((group) => group.toSorted((one, other) => naturalOrder(one.sentAs, other.sentAs)));
}

/** The folder a file's name or path names; empty when it names none. */
export const folderOf = (sentAs: string): string => sentAs.split(/[/\\]/).slice(0, -1).join('/');
