import type { Database } from './open-database.ts';

/**
 * Does some writing whole or not at all. `isLasting` waits until it, and everything written before it, is on the disk;
 * without that a power cut may take back the last seconds, which matters to no one until somebody was told “done”.
 */
export function transact<Result>(database: Database, write: () => Result, { isLasting = false } = {}): Result {
  if (isLasting) database.exec('PRAGMA synchronous = FULL');
  try {
    database.exec('BEGIN IMMEDIATE');
    const result = write();
    database.exec('COMMIT');
    return result;
  } catch (thrown) {
    rollBack(database);
    throw thrown;
  } finally {
    if (isLasting) database.exec('PRAGMA synchronous = NORMAL');
  }
}

function rollBack(database: Database): void {
  try {
    database.exec('ROLLBACK');
  } catch {
    // A full disk or a damaged file has ended the transaction already; what is thrown on says so.
  }
}
