import type { Catalogue } from '@diachi/ports';
import type { Kysely, LogEvent } from 'kysely';
import type { CatalogueTools, ChangeTimes } from './catalogue-tools.ts';
import { postgresChangeTimes } from './change-times.ts';
import { refuseHalfCopied } from './copying/half-copied.ts';
import { forgetExpired } from './forget-expired.ts';
import { createHold } from './hold-document.ts';
import { openPostgresDatabase } from './postgres-database.ts';
import { isInTheWay } from './postgres-failure.ts';
import { createSqlCatalogue } from './sql-catalogue.ts';
import type { Tables } from './tables.ts';
import { createTransact } from './transact.ts';

export type PostgresCatalogueOptions = {
  /** `postgres://user:password@host:port/database`; the database is there already, and its encoding is UTF-8. */
  readonly url: string;
  /** How many conversations with the server at most; one more keeps the locks. */
  readonly poolSize: number;
  /** Left out, changes are given their times by the server's clock. */
  readonly now?: () => Date;
  /** Hears of every statement, to watch what they cost. */
  readonly log?: (event: LogEvent) => void;
};

/**
 * The catalogue in a PostgreSQL database, shared by as many processes as there are; any number may open it at once. Fails as
 * `postgresFailure` says, and with `catalogue.newer`, `catalogue.bad-database` or `catalogue.half-copied`, and has then changed nothing.
 */
export async function createPostgresCatalogue(options: PostgresCatalogueOptions): Promise<Catalogue> {
  const { now = () => new Date() } = options;
  const changeTimes = postgresChangeTimes(options.now && (() => now().toISOString()));
  const { db, locks, close } = await openPostgresDatabase(options);
  try {
    await refuseHalfCopied(db);
    await forgetExpired(db, now().toISOString());
  } catch (thrown) {
    await close();
    throw thrown;
  }
  return { ...createSqlCatalogue(postgresTools(db, now, changeTimes)), locks, close };
}

/** How the parts of the catalogue go about their work where many transactions write at the same time. */
const postgresTools = (db: Kysely<Tables>, now: () => Date, changeTimes: ChangeTimes): CatalogueTools => ({
  db,
  now: () => now().toISOString(),
  transact: createTransact(db, isInTheWay),
  snapshot: (work) => db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work),
  hold: createHold(true),
  changeTimes,
  locksRows: true,
});
