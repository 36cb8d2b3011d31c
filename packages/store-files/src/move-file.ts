import { lstat, open } from 'node:fs/promises';
import { Failure } from '@diachi/domain';
import { isSystemError, saysAbsent } from './store-failure.ts';

/**
 * Moves a file into the store, durably, and says whether it could: not from another disk, and not when the file is a link or has
 * a second name, by which it could still be changed. Fails with `file.missing`.
 */
export async function moveFile(from: string, place: (from: string) => Promise<void>): Promise<boolean> {
  const found = await lstat(from).catch((thrown: unknown) => {
    throw saysAbsent(thrown) ? noFile(from, thrown) : thrown;
  });
  if (!found.isFile() || found.nlink > 1) return false;
  await syncFile(from);
  try {
    await place(from);
    return true;
  } catch (thrown) {
    if (isSystemError(thrown) && thrown.code === 'EXDEV') return false;
    throw thrown;
  }
}

async function syncFile(path: string): Promise<void> {
  // Windows syncs only what is open for writing.
  const file = await open(path, process.platform === 'win32' ? 'r+' : 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

const noFile = (path: string, cause: unknown) =>
  new Failure('missing', 'file.missing', `There is no file ${path} to be put into the store.`, {
    cause,
    details: { path },
  });
