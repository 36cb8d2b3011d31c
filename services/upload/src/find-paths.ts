import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { Failure, naturalOrder } from '@diachi/domain';
import type { RefusedFile } from './accepted-file.ts';
import { sourceFailure } from './incoming-failure.ts';

/** Files that were named, and the files of each folder, in natural order. */
export type FoundFiles = {
  readonly named: readonly string[];
  readonly folders: readonly (readonly string[])[];
  readonly refused: readonly RefusedFile[];
};

const ofTheSystem = new Set(['thumbs.db', 'desktop.ini', '__macosx']);
const isHidden = (name: string) => name.startsWith('.') || ofTheSystem.has(name.toLowerCase());

const ownData = () =>
  new Failure(
    'invalid',
    'source.own-data',
    'This is the data folder of the library itself. Name the folder with the scans.',
  );

/**
 * Finds every file under the paths. Hidden files and the system's own are passed over; links to folders are not followed, for they
 * may go in circles. What lies in `dataFolder`, the library's own, is never found: taking it in would never end.
 */
export async function findPaths(paths: readonly string[], dataFolder: string): Promise<FoundFiles> {
  const own = await realpath(dataFolder);
  const named: string[] = [];
  const folders: string[][] = [];
  const refused: RefusedFile[] = [];

  // `real` is the folder's path without links.
  const walk = async (folder: string, real: string): Promise<void> => {
    if (real === own || real.startsWith(`${own}${sep}`)) throw ownData();
    const entries = (await readdir(folder, { withFileTypes: true })).filter(({ name }) => !isHidden(name));
    entries.sort((one, other) => naturalOrder(one.name, other.name));
    const files: string[] = [];
    folders.push(files);
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) await noting(path, () => walk(path, join(real, entry.name)));
      else if (entry.isFile()) files.push(path);
      else if (entry.isSymbolicLink()) {
        await noting(path, async () => {
          if ((await stat(path)).isFile()) files.push(path);
        });
      }
    }
  };
  const noting = async (path: string, work: () => Promise<void>) => {
    try {
      await work();
    } catch (thrown) {
      refused.push({ sentAs: path, failure: sourceFailure(thrown) });
    }
  };

  for (const path of paths) {
    await noting(path, async () => {
      if ((await stat(path)).isDirectory()) await walk(path, await realpath(path));
      else if (!isHidden(basename(path))) named.push(path);
    });
  }
  return { named, folders: folders.filter((files) => files.length > 0), refused };
}
