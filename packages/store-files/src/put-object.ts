import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ObjectStore } from '@diachi/ports';
import type { Disk } from './disk.ts';
import { createDurableFolders } from './durable-folder.ts';
import { temporaryName } from './incoming.ts';
import { moveFile } from './move-file.ts';
import { objectPath } from './object-path.ts';
import { placeFile } from './place-file.ts';
import { writeFile } from './write-file.ts';

type Tools = { readonly folder: string; readonly incoming: string; readonly disk: Disk };

/** The two ways by which an object comes into the store. Both are whole and durable, or did not happen. */
export function createPut({ folder, incoming, disk: { onDisk } }: Tools): Pick<ObjectStore, 'put' | 'putFile'> {
  const ensureFolder = createDurableFolders(folder);

  const put: ObjectStore['put'] = async (key, body) => {
    const path = objectPath(folder, key);
    const temporary = join(incoming, temporaryName());
    await writeFile(temporary, body, onDisk);
    try {
      await onDisk(() => placeFile(temporary, path, ensureFolder));
    } catch (thrown) {
      await onDisk(() => rm(temporary, { force: true }));
      throw thrown;
    }
  };

  const putFile: ObjectStore['putFile'] = async (key, from, contentType) => {
    const path = objectPath(folder, key);
    if (await onDisk(() => moveFile(from, (file) => placeFile(file, path, ensureFolder)))) return;
    await put(key, createReadStream(from), contentType);
    await onDisk(() => rm(from));
  };

  return { put, putFile };
}
