import { access, constants, mkdir, stat, statfs } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Failure } from '@diachi/domain';

/** Room a library wants to start with: enough for the catalogue and the pages of some documents. */
const LEAST_FREE_BYTES = 100 * 2 ** 20;

/** The catalogue in a data folder. */
export const catalogueFile = (folder: string): string => join(folder, 'catalogue.sqlite');

/** The objects in it. */
export const storeFolder = (folder: string): string => join(folder, 'store');

/**
 * Makes sure that a data folder can be used, and makes it when it is not there (`isNew`). Fails with
 * `data.not-a-folder` or `data.not-writable`, before anything is touched.
 */
export async function prepareDataFolder(given: string): Promise<{ readonly folder: string; readonly isNew: boolean }> {
  const folder = resolve(given);
  const isNew = await makeFolder(folder);
  try {
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw notWritable(folder, cause);
  }
  return { folder, isNew };
}

/** Fails with `data.disk-full` when there is no room to begin work in. */
export async function checkRoom(folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const freeBytes = bavail * bsize;
  if (freeBytes < LEAST_FREE_BYTES) {
    throw new Failure(
      'unavailable',
      'data.disk-full',
      `The disk of ${folder} has ${Math.floor(freeBytes / 2 ** 20)} MB left; at least ${LEAST_FREE_BYTES / 2 ** 20} MB are needed. Make room, or choose another folder with DIACHI_DATA.`,
      { details: { folder, freeMb: Math.floor(freeBytes / 2 ** 20), neededMb: LEAST_FREE_BYTES / 2 ** 20 } },
    );
  }
}

/** One folder after the other: where a system lets nobody make any, as under /proc, making all at once never ends. */
async function makeFolder(folder: string): Promise<boolean> {
  try {
    if ((await stat(folder)).isDirectory()) return false;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw notWritable(folder, cause);
    const parent = dirname(folder);
    if (code === 'ENOENT' && parent !== folder) {
      await makeFolder(parent);
      return makeInside(folder);
    }
  }
  throw new Failure('unavailable', 'data.not-a-folder', `${folder} is not a folder. Choose another with DIACHI_DATA.`, {
    details: { folder },
  });
}

async function makeInside(folder: string): Promise<boolean> {
  try {
    // Readable by this user only: it holds what is not published, and password hashes.
    await mkdir(folder, { mode: 0o700 });
    return true;
  } catch (cause) {
    // Another process may just have made it; a link that leads nowhere stands in the way too.
    const isThere = await stat(folder).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (isThere) return false;
    throw notWritable(folder, cause);
  }
}

const notWritable = (folder: string, cause: unknown) =>
  new Failure(
    'unavailable',
    'data.not-writable',
    `This user may not write to ${folder}. Change its rights, or choose another folder with DIACHI_DATA.`,
    { cause, details: { folder } },
  );
