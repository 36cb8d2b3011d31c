import { lstat, open } from 'node:fs/promises';
import { isSystemError } from './store-failure.ts';

/**
 * Moves a file into the store, durably, and says whether it could: not from another disk, and not when the file is a link or has
 * a second name, by which it could still be changed.
 */
export async function moveFile(from: string, place: (from: string) => Promise<void>): Promise<boolean> {
  const found = await lstat(from);
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
