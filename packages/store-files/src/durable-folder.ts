import { mkdir, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isSystemError } from './store-failure.ts';

/** Writes a folder's list of names to the disk, so that a name in it outlives a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder to sync it; NTFS journals names by itself.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Makes folders below `root` so that they outlive a power cut, and remembers which already do. A folder another thread made a
 * moment ago may not be on the disk yet, so finding it is not enough; nor is its name, for it may have been removed and made anew.
 */
export function createDurableFolders(root: string): (folder: string) => Promise<void> {
  const durable = new Map<string, string>();

  return async function ensure(folder: string): Promise<void> {
    if (folder === root) return;
    const parent = dirname(folder);
    await ensure(parent);
    const identity = await makeFolder(folder);
    if (durable.get(folder) === identity) return;
    await syncFolder(parent);
    durable.set(folder, identity);
  };
}

async function makeFolder(folder: string): Promise<string> {
  try {
    return await identify(folder);
  } catch (thrown) {
    if (!isSystemError(thrown) || thrown.code !== 'ENOENT') throw thrown;
  }
  try {
    await mkdir(folder);
  } catch (thrown) {
    if (!isSystemError(thrown) || thrown.code !== 'EEXIST') throw thrown;
  }
  return identify(folder);
}

// Numbers of removed folders are given out again, so the time of making belongs to it.
async function identify(folder: string): Promise<string> {
  const { ino, birthtimeMs } = await stat(folder);
  return `${ino} ${birthtimeMs}`;
}
