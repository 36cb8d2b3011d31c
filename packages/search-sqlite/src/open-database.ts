import { DatabaseSync } from 'node:sqlite';

/** Rows are read as arrays, writes return nothing that is needed: all of SQLite this package asks for. */
export type Database = {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
};

type SqlValue = null | number | string | Uint8Array;

type Statement = {
  run(...values: SqlValue[]): void;
  /** The first row, or undefined. */
  get(...values: SqlValue[]): readonly SqlValue[] | undefined;
  all(...values: SqlValue[]): readonly (readonly SqlValue[])[];
};

/** Opens a database file, or makes it. The only place that knows which SQLite it is. */
export function openDatabase(path: string): Database {
  const database = new DatabaseSync(path);
  return {
    exec: (sql) => database.exec(sql),
    close: () => database.close(),
    prepare: (sql) => {
      const statement = database.prepare(sql);
      statement.setReturnArrays(true);
      return {
        run: (...values) => void statement.run(...values),
        get: (...values) => statement.get(...values) as unknown as readonly SqlValue[] | undefined,
        all: (...values) => statement.all(...values) as unknown as readonly (readonly SqlValue[])[],
      };
    },
  };
}
