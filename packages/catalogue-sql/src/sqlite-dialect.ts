import { type Dialect, SqliteAdapter, SqliteDialect } from 'kysely';
import type { SqliteFile } from './sqlite-file.ts';

// SQLite makes tables inside a transaction; Kysely does not count on it. Without, a kill during the first start leaves half a schema.
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

export function sqliteDialect(file: SqliteFile): Dialect {
  const dialect = new SqliteDialect({ database: file });
  return {
    createAdapter: () => new TransactionalSqliteAdapter(),
    createDriver: () => dialect.createDriver(),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createIntrospector: (db) => dialect.createIntrospector(db),
  };
}
