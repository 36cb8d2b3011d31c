import { rmSync } from 'node:fs';
import { type Database, openDatabase } from './open-database.ts';
import { configure, createTables, inspect } from './schema.ts';
import { searchFull, searchUnavailable, troubleOf } from './sqlite-trouble.ts';

/** Why an index file was thrown away. */
export type DiscardReason = 'damaged' | 'outdated';

export type OpenedFile = { readonly database: Database; readonly discarded: DiscardReason | null };

/**
 * Opens the index's file. One that is damaged or of another version is a copy nobody needs: it is deleted and a new one begun.
 * A file of something else is left alone. Fails with `search.unavailable`.
 */
export function openIndexFile(path: string): OpenedFile {
  let reason: DiscardReason;
  try {
    const opened = tryOpen(path);
    if (opened !== 'outdated') return { database: opened, discarded: null };
    reason = 'outdated';
  } catch (thrown) {
    if (troubleOf(thrown) !== 'damaged') throw translate(thrown, path);
    reason = 'damaged';
  }
  return { database: startAgain(path), discarded: reason };
}

/** Deletes a closed index file and begins a new one. */
export function startAgain(path: string): Database {
  try {
    for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(`${path}${ending}`, { force: true });
    const opened = tryOpen(path);
    if (opened !== 'outdated') return opened;
  } catch (thrown) {
    throw searchUnavailable(`the damaged file ${path} could not be replaced; delete it by hand.`, thrown);
  }
  throw searchUnavailable(`the file ${path} could not be replaced; delete it by hand.`);
}

function tryOpen(path: string): Database | 'outdated' {
  const database = openDatabase(path);
  try {
    const found = inspect(database);
    if (found === 'foreign') throw searchUnavailable(`${path} is not a search index; move it away.`);
    if (found === 'outdated') {
      database.close();
      return 'outdated';
    }
    configure(database);
    if (found === 'new') createTables(database);
    // Exclusive use begins with a write; another process at the same file is noticed here and not in the middle of the work.
    else database.exec('BEGIN IMMEDIATE; COMMIT');
    return database;
  } catch (thrown) {
    database.close();
    throw thrown;
  }
}

function translate(thrown: unknown, path: string): unknown {
  const trouble = troubleOf(thrown);
  if (trouble === 'full') return searchFull(thrown);
  if (trouble !== 'unavailable') return thrown;
  return searchUnavailable(`${path} is in use by another program, or cannot be written.`, thrown);
}
