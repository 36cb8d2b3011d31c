import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { PassedOver, TakenFile } from '../taken-file.ts';
import { allOf } from './all-of.ts';
import { type LibraryOptions, openLibrary, removeFolder, type TemporaryLibrary } from './temporary-library.ts';

/** An empty library for each test, into which packages are taken. */
export function libraryOfBags() {
  let library: TemporaryLibrary;
  const folders: string[] = [];
  const opened = async (options: LibraryOptions = {}) => {
    library = await openLibrary(options);
    folders.push(library.folder);
  };
  beforeEach(() => opened());
  afterEach(async () => {
    await library.stop();
    for (const folder of folders.splice(0)) await removeFolder(folder);
  });

  return {
    here: () => library,
    /** Another, in its place. */
    async openOther(options: LibraryOptions): Promise<void> {
      await library.stop();
      await opened(options);
    },
    /** What becomes of a package called `goi.zip`. */
    async ingest(zip: Buffer): Promise<readonly (TakenFile | PassedOver)[]> {
      const path = join(library.folder, 'goi.zip');
      await writeFile(path, zip);
      return allOf(library.service.ingestPaths({ paths: [path], who: 'Lan' }));
    },
  };
}
