import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { SqliteDatabase } from 'kysely';
import { cannotBeUsed, sqliteFailure } from './sqlite-failure.ts';

/** A SQLite file as Kysely wants it, and closed by whoever opened it. */
export type SqliteFile = SqliteDatabase & { readonly path: string; readonly exec: (statement: string) => void };

// 'DIAC', so that a file of another program is known as one: https://sqlite.org/pragma.html#pragma_application_id
export const APPLICATION = 0x44494143;
// Older ones can lose a transaction when the write-ahead log starts again.
const OLDEST = [3, 51, 3] as const;

/**
 * Opens the file, or makes it. The only place that knows which library speaks to SQLite. Fails as `sqliteFailure` says;
 * a file that is not ours is never written to.
 */
export function openSqliteFile(path: string): SqliteFile {
  const translated = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (thrown) {
      throw sqliteFailure(path, thrown);
    }
  };
  const database = translated(() => new DatabaseSync(path, { timeout: 5_000, enableForeignKeyConstraints: true }));
  try {
    translated(() => prepareFile(database, path));
  } catch (thrown) {
    database.close();
    throw thrown;
  }

  return {
    path,
    exec: (statement) => translated(() => database.exec(statement)),
    close: () => translated(() => database.close()),
    prepare: (sql) => {
      // SQLite itself rolls back when the disk is full; doing it twice would hide why.
      if (sql === 'rollback' && !database.isTransaction) return nothing;
      // Every transaction here writes; beginning as a reader could end in a lock nobody waits for.
      const statement = translated(() => database.prepare(sql === 'begin' ? 'begin immediate' : sql));
      const values = (parameters: readonly unknown[]) => parameters as readonly SQLInputValue[];
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => translated(() => statement.all(...values(parameters))),
        run: (parameters) => translated(() => statement.run(...values(parameters))),
        iterate: (parameters) => statement.iterate(...values(parameters)),
      };
    },
  };
}

const nothing: ReturnType<SqliteDatabase['prepare']> = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [][Symbol.iterator](),
};

function prepareFile(database: DatabaseSync, path: string): void {
  const ask = (sql: string) => Object.values(database.prepare(sql).get() ?? {})[0];

  const version = String(ask('select sqlite_version()'));
  if (isOlder(version))
    throw cannotBeUsed(path, 'unavailable', `SQLite ${version} is too old; use ${OLDEST.join('.')} or later`);
  const application = ask('pragma application_id');
  if (application !== APPLICATION) {
    if (application !== 0 || ask('select count(*) from sqlite_schema') !== 0) {
      throw cannotBeUsed(path, 'foreign', 'it belongs to another program; move it away');
    }
    database.exec(`pragma application_id = ${APPLICATION}`);
  }
  if (ask('pragma journal_mode = wal') !== 'wal') {
    throw cannotBeUsed(
      path,
      'not-writable',
      'its disk allows no write-ahead log; put the data folder on a disk of this machine',
    );
  }
  // NORMAL would lose the last transactions in a power cut.
  database.exec('pragma synchronous = full');
  database.exec('pragma mmap_size = 0');
  // Says now, and not at the first upload, that it may not be written to.
  database.exec('begin immediate; rollback');
}

/** True for versions of SQLite the catalogue is not safe with. */
export function isOlder(version: string): boolean {
  const parts = version.split('.').map(Number);
  const differing = OLDEST.findIndex((part, place) => part !== parts[place]);
  return differing >= 0 && (parts[differing] ?? 0) < (OLDEST[differing] ?? 0);
}
