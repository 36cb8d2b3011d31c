import { readdir, readFile, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '@diachi/domain';
import { incomingFailure } from '../incoming-failure.ts';
import { isUploadName, parseUploadNotes, type UploadNotes } from './upload-notes.ts';

/** Room left free for the catalogue and the work in hand. */
const RESERVE_BYTES = 64 * 2 ** 20;

export const uploadPaths = (folder: string, upload: string) => ({
  bytes: join(folder, upload),
  notes: join(folder, `${upload}.json`),
});

/** Null when there is no such upload. Notes that a crash left half written are none. */
export async function readUploadNotes(folder: string, upload: string): Promise<UploadNotes | null> {
  if (!isUploadName(upload)) return null;
  try {
    return parseUploadNotes(await readFile(uploadPaths(folder, upload).notes, 'utf8'));
  } catch (thrown) {
    if (isAbsent(thrown)) return null;
    throw incomingFailure(thrown);
  }
}

/** Null when there is no such file. */
export async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (thrown) {
    if (isAbsent(thrown)) return null;
    throw incomingFailure(thrown);
  }
}

/** Fails with `store.full` when so many bytes would not leave the disk room to work. */
export async function checkRoom(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize - RESERVE_BYTES >= bytes) return;
  throw new Failure('unavailable', 'store.full', 'The disk is full. Make room; the work goes on by itself.');
}

/** Removes the files nobody has written to since a time, with what stands beside them. Answers how many. */
export async function removeUnusedSince(folder: string, timeMs: number): Promise<number> {
  let removed = 0;
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    // Notes are written once; what counts is when the last byte came.
    const bytesPath = path.replace(/\.json$/, '');
    const newest = Math.max(await changedMs(path), await changedMs(bytesPath));
    if (newest >= timeMs) continue;
    await rm(path, { force: true });
    removed += 1;
  }
  return removed;
}

async function changedMs(path: string): Promise<number> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (thrown) {
    if (isAbsent(thrown)) return 0;
    throw incomingFailure(thrown);
  }
}

const isAbsent = (thrown: unknown) => (thrown as { code?: unknown } | null)?.code === 'ENOENT';
