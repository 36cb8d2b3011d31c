import { sep } from 'node:path';
import type { FoundFolder, FoundPath } from './find-paths.ts';

/** Files that are looked at together, and how those that pass the door are joined. */
export type Batch = {
  readonly files: readonly string[];
  readonly join: 'all' | 'images' | 'none';
  /** The folder they were found in; null for files that were named. */
  readonly folder: FoundFolder | null;
  /** Whether other scans lie in folders below. */
  readonly hasBelow: boolean;
};

/** What is to be taken in of each path that was named, in their order. Joined, the named files are with the first of them. */
export function planBatches(
  found: readonly FoundPath[],
  { together = false, each = false }: { readonly together?: boolean; readonly each?: boolean },
): readonly (readonly Batch[])[] {
  const named = found.flatMap((one) => (one.kind === 'file' ? [one.path] : []));
  const first = found.find(({ kind }) => kind === 'file');
  return found.map((one) => {
    if (one.kind === 'folder') return batchesOfFolders(one.folders, each);
    if (one.kind === 'refused') return [];
    if (!together) return [{ files: [one.path], join: 'none', folder: null, hasBelow: false }];
    return one === first ? [{ files: named, join: 'all', folder: null, hasBelow: false }] : [];
  });
}

const batchesOfFolders = (folders: readonly FoundFolder[], each: boolean): readonly Batch[] =>
  folders.flatMap((folder): Batch[] => {
    const hasBelow = folders.some(({ path }) => path.startsWith(`${folder.path}${sep}`));
    return each
      ? folder.files.map((file) => ({ files: [file], join: 'none', folder, hasBelow }))
      : [{ files: folder.files, join: 'images', folder, hasBelow }];
  });
