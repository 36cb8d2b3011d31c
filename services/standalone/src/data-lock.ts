import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Failure } from '@diachi/domain';

/** Held for as long as a process works on a data folder. */
export type DataLock = { release(): void };

/**
 * Takes a data folder for this process alone, or answers null when another process has it. The lock is one of SQLite's on
 * an empty database, so the kernel lets go of it however the process ends. Nothing else may open `lock` in this
 * process: closing any other handle of it would free it too.
 */
export function takeDataFolder(folder: string): DataLock | null {
  const path = join(folder, 'lock');
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(path, { timeout: 0 });
    // Nothing is written into it, so that it can be taken on a full disk too: whoever opens the library says what is wrong.
    database.exec('PRAGMA journal_mode = MEMORY; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (cause) {
    database?.close();
    if (isBusy(cause)) return null;
    throw new Failure(
      'unavailable',
      'data.lock-unusable',
      `The file ${path} cannot be used as a lock. May this user write there?`,
      {
        cause,
        details: { path },
      },
    );
  }
  const held = database;
  return { release: () => held.close() };
}

// https://sqlite.org/rescode.html: SQLITE_BUSY is 5, its extended codes share the low byte.
const isBusy = (thrown: unknown): boolean =>
  thrown instanceof Error && 'errcode' in thrown && (Number(thrown.errcode) & 0xff) === 5;
