import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { Failure, naturalOrder } from '@diachi/domain';
import type { RefusedFile } from './accepted-file.ts';
import { sourceFailure } from './incoming-failure.ts';

/** The files of one folder, in natural order; those of folders below are not among them. */
export type FoundFolder = { readonly path: string; readonly files: readonly string[] };

/** What a path that was named turned out to be. */
export type FoundPath =
  | { readonly kind: 'file'; readonly path: string }
  | {
      readonly kind: 'folder';
      readonly path: string;
      /** Itself and every folder below, those left out that have no file of their own. */
      readonly folders: readonly FoundFolder[];
      readonly refused: readonly RefusedFile[];
    }
  | { readonly kind: 'refused'; readonly refused: RefusedFile };

const ofTheSystem = new Set(['thumbs.db', 'desktop.ini', '__macosx']);
const isHidden = (name: string) => name.startsWith('.') || ofTheSystem.has(name.toLowerCase());

const ownData = () =>
  new Failure(
    'invalid',
    'source.own-data',
    'This is the data folder of the library itself. Name the folder with the scans.',
  );

/**
 * Finds every file under the paths, in the order they are named. In a folder, hidden files and the system's own are passed over; links to
 * folders are not followed, for they may go in circles. What lies in `dataFolder`, the library's own, is never found: taking it in would never end.
 */
export async function findPaths(paths: readonly string[], dataFolder: string): Promise<readonly FoundPath[]> {
  const own = await realpath(dataFolder);
  const found: FoundPath[] = [];
  for (const path of paths) found.push(await findPath(path, own));
  return found;
}

async function findPath(path: string, own: string): Promise<FoundPath> {
  try {
    if (!(await stat(path)).isDirectory()) return { kind: 'file', path };
    return { kind: 'folder', path, ...(await walk(path, own)) };
  } catch (thrown) {
    return { kind: 'refused', refused: { sentAs: path, failure: sourceFailure(thrown) } };
  }
}

async function walk(start: string, own: string) {
  const folders: { path: string; files: string[] }[] = [];
  const refused: RefusedFile[] = [];

  const noting = async (path: string, work: () => Promise<void>) => {
    try {
      await work();
    } catch (thrown) {
      refused.push({ sentAs: path, failure: sourceFailure(thrown) });
    }
  };
  // `real` is the folder's path without links.
  const visit = async (folder: string, real: string): Promise<void> => {
    if (real === own || real.startsWith(`${own}${sep}`)) throw ownData();
    const entries = (await readdir(folder, { withFileTypes: true })).filter(({ name }) => !isHidden(name));
    entries.sort((one, other) => naturalOrder(one.name, other.name));
    const files: string[] = [];
    folders.push({ path: folder, files });
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) await noting(path, () => visit(path, join(real, entry.name)));
      else if (entry.isFile()) files.push(path);
      else if (entry.isSymbolicLink()) {
        await noting(path, async () => {
          if ((await stat(path)).isFile()) files.push(path);
        });
      }
    }
  };
  await visit(start, await realpath(start));
  return { folders: folders.filter(({ files }) => files.length > 0), refused };
}
