import { open, readFile, stat, unlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Failure } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';
import { createDisk } from './disk.ts';
import { fileReading } from './file-reading.ts';
import { listKeys } from './list-keys.ts';
import { objectPath } from './object-path.ts';
import { openFolder } from './open-folder.ts';
import { pruneFolders } from './place-file.ts';
import { createPut } from './put-object.ts';
import { stretchOf } from './stretch.ts';

/**
 * Keeps every object as a file named by its key. An object is written under a temporary name in `.incoming`, made durable and
 * then renamed; what a killed process left there is removed at opening. Several threads and processes may use one folder.
 * Fails with `store.unavailable` when the folder cannot be made or written to.
 */
export async function createFileObjectStore(options: { readonly folder: string }): Promise<ObjectStore> {
  const folder = resolve(options.folder);
  const incoming = join(folder, '.incoming');
  const disk = createDisk(folder, incoming);
  const { onDisk, ifThere, sizeOf, translate } = disk;
  await onDisk(() => openFolder(folder, incoming));

  const existing = async (key: string) => {
    const path = objectPath(folder, key);
    return { path, sizeBytes: (await sizeOf(path)) ?? absent(key) };
  };

  return {
    ...createPut({ folder, incoming, disk }),

    async get(key) {
      const { path } = await existing(key);
      return (await ifThere(() => readFile(path))) ?? absent(key);
    },

    async read(key, range) {
      const { path } = await existing(key);
      const file = (await ifThere(() => open(path))) ?? absent(key);
      try {
        const { size } = await onDisk(() => file.stat());
        return fileReading(file, stretchOf(size, range), translate);
      } catch (thrown) {
        await onDisk(() => file.close());
        throw thrown;
      }
    },

    // Readers have no way into the folder of this machine.
    async linkTo(key) {
      await existing(key);
      return null;
    },

    withFile: async (key, use) => use((await existing(key)).path),

    has: async (key) => (await sizeOf(objectPath(folder, key))) !== null,

    sizeBytes: async (key) => (await existing(key)).sizeBytes,

    async remove(key) {
      const path = objectPath(folder, key);
      if ((await sizeOf(path)) === null) return;
      await ifThere(async () => {
        await unlink(path);
        await pruneFolders(dirname(path), folder);
        return null;
      });
    },

    async *list(prefix, after) {
      try {
        yield* listKeys(folder, prefix, after);
        // A folder that is not there has no keys, but a store that is not there has not answered.
        await stat(incoming);
      } catch (thrown) {
        throw translate(thrown);
      }
    },

    // Nothing stays open between calls.
    close: async () => {},
  };
}

function absent(key: string): never {
  throw new Failure('missing', 'object.missing', `There is no object “${key}” in the store.`, { details: { key } });
}
