import { rename, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Failure } from '@diachi/domain';
import { syncFolder } from './durable-folder.ts';
import { isSystemError, saysAbsent } from './store-failure.ts';

const MAX_RACES = 20;

/** Gives a durable file its final name, durably. Whoever removes the folder's last object at the same moment only makes it try again. */
export async function placeFile(
  from: string,
  to: string,
  ensureFolder: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = dirname(to);
  for (let race = 1; ; race++) {
    try {
      await ensureFolder(folder);
      await rename(from, to);
      break;
    } catch (thrown) {
      if (isSystemError(thrown) && thrown.code === 'EISDIR' && race < MAX_RACES && (await isEmptied(to))) continue;
      if (isSystemError(thrown) && (thrown.code === 'ENOTDIR' || thrown.code === 'EISDIR')) throw nested(thrown);
      if (!saysAbsent(thrown) || race === MAX_RACES) throw thrown;
    }
  }
  try {
    await syncFolder(folder);
  } catch (thrown) {
    // Gone again already: the object was removed the moment it had come.
    if (!saysAbsent(thrown)) throw thrown;
  }
}

/** An empty folder is no object and holds none: a broken disk or a copying program left it in the place of a file. */
async function isEmptied(folder: string): Promise<boolean> {
  try {
    await rmdir(folder);
    return true;
  } catch (thrown) {
    if (isSystemError(thrown) && tidyAlready.has(thrown.code)) return thrown.code === 'ENOENT';
    throw thrown;
  }
}

const tidyAlready = new Set(['ENOTEMPTY', 'EEXIST', 'ENOENT']);

/** Removes folders that have become empty, from `folder` up to but not including `root`. */
export async function pruneFolders(folder: string, root: string): Promise<void> {
  for (let emptied = folder; emptied !== root; emptied = dirname(emptied)) {
    try {
      await rmdir(emptied);
    } catch (thrown) {
      if (isSystemError(thrown) && tidyAlready.has(thrown.code)) return;
      throw thrown;
    }
  }
}

const nested = (cause: Error) =>
  new Failure('invalid', 'object.bad-key', 'A key cannot begin with another key and “/”: a file is not a folder.', {
    cause,
  });
