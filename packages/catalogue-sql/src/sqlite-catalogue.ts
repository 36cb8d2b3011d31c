import type { Catalogue } from '@diachi/ports';
import { Kysely } from 'kysely';
import { migrate } from './migrate.ts';
import { sqliteWords } from './migrations/index.ts';
import { refuseNetworkShare } from './network-share.ts';
import { createSqlCatalogue } from './sql-catalogue.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import { openSqliteFile, type SqliteFile } from './sqlite-file.ts';
import type { Tables } from './tables.ts';

export type SqliteCatalogueOptions = {
  /** The file; it is made when it is not there yet, its folder is not. */
  readonly path: string;
  readonly now?: () => Date;
};

/**
 * The catalogue in one SQLite file of this machine. Fails as `sqliteFailure` says, and with `catalogue.newer` or
 * `catalogue.on-network-share`, and has then changed nothing.
 */
export async function createSqliteCatalogue(options: SqliteCatalogueOptions): Promise<Catalogue> {
  const { path, now = () => new Date() } = options;
  await refuseNetworkShare(path);
  return catalogueIn(openSqliteFile(path), now);
}

/** The catalogue in an opened file, which it closes. */
export async function catalogueIn(file: SqliteFile, now: () => Date): Promise<Catalogue> {
  const db = new Kysely<Tables>({ dialect: sqliteDialect(file) });
  try {
    await migrate(db, sqliteWords);
    await forgetExpired(db, now().toISOString());
  } catch (thrown) {
    file.close();
    throw thrown;
  }
  let closing: Promise<void> | null = null;

  return {
    ...createSqlCatalogue({ db, now: () => now().toISOString() }),
    // After whatever transaction is in course; what comes later is answered `catalogue.unavailable`.
    close() {
      closing ??= db.connection().execute(async () => file.close());
      return closing;
    },
  };
}

async function forgetExpired(db: Kysely<Tables>, at: string): Promise<void> {
  await db.deleteFrom('session').where('expires_at', '<=', at).execute();
  await db.deleteFrom('sign_in_link').where('expires_at', '<=', at).execute();
}
