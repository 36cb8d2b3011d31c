import type { Catalogue } from '@diachi/ports';
import { Kysely } from 'kysely';
import type { CatalogueTools } from './catalogue-tools.ts';
import { localChangeTimes } from './change-times.ts';
import { refuseHalfCopied } from './copying/half-copied.ts';
import { forgetExpired } from './forget-expired.ts';
import { createHold } from './hold-document.ts';
import { createLocalLocks } from './local-locks.ts';
import { migrate } from './migrate.ts';
import { sqliteWords } from './migrations/index.ts';
import { refuseNetworkShare } from './network-share.ts';
import { createSqlCatalogue } from './sql-catalogue.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import { cannotBeUsed } from './sqlite-failure.ts';
import { openSqliteFile, type SqliteFile } from './sqlite-file.ts';
import type { Tables } from './tables.ts';
import { createTransact } from './transact.ts';

export type SqliteCatalogueOptions = {
  /** The file; it is made when it is not there yet, its folder is not. */
  readonly path: string;
  readonly now?: () => Date;
};

/**
 * The catalogue in one SQLite file of this machine. Fails as `sqliteFailure` says, and with `catalogue.newer`, `catalogue.half-copied`
 * or `catalogue.on-network-share`, and has then changed nothing.
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
    await refuseHalfCopied(db);
    await forgetExpired(db, now().toISOString());
  } catch (thrown) {
    file.close();
    throw thrown;
  }
  const locks = createLocalLocks(() => cannotBeUsed(file.path, 'unavailable', 'it has been closed'));
  let closing: Promise<void> | null = null;

  return {
    ...createSqlCatalogue(sqliteTools(db, now)),
    locks,
    // After whatever transaction is in course; what comes later is answered `catalogue.unavailable`.
    close() {
      closing ??= locks.close().then(() => db.connection().execute(async () => file.close()));
      return closing;
    },
  };
}

/** How the parts of the catalogue go about their work where one transaction is in course at a time. */
function sqliteTools(db: Kysely<Tables>, now: () => Date): CatalogueTools {
  const transact = createTransact(db, () => false);
  return {
    db,
    now: () => now().toISOString(),
    transact,
    snapshot: transact,
    hold: createHold(false),
    changeTimes: localChangeTimes(() => now().toISOString()),
    locksRows: false,
  };
}
