import type { Catalogue } from '@diachi/ports';
import { Kysely, type LogEvent, sql } from 'kysely';
import type { CatalogueTools } from './catalogue-tools.ts';
import { forgetExpired } from './forget-expired.ts';
import { createHold } from './hold-document.ts';
import type { ClosableLocks } from './local-locks.ts';
import { isCurrent, migrate } from './migrate.ts';
import { postgresWords } from './migrations/index.ts';
import { postgresDialect } from './postgres-dialect.ts';
import { cannotBeUsed, isInTheWay } from './postgres-failure.ts';
import { createPostgresLocks } from './postgres-locks.ts';
import { openPool, type PostgresPlace } from './postgres-pool.ts';
import { createSqlCatalogue } from './sql-catalogue.ts';
import type { Tables } from './tables.ts';
import { createTransact } from './transact.ts';

export type PostgresCatalogueOptions = {
  /** `postgres://user:password@host:port/database`; the database is there already, and its encoding is UTF-8. */
  readonly url: string;
  /** How many conversations with the server at most; one more keeps the locks. */
  readonly poolSize: number;
  readonly now?: () => Date;
  /** Hears of every statement, to watch what they cost. */
  readonly log?: (event: LogEvent) => void;
};

/**
 * The catalogue in a PostgreSQL database, shared by as many processes as there are; any number may open it at once. Fails as
 * `postgresFailure` says, and with `catalogue.newer` or `catalogue.foreign`, and has then changed nothing.
 */
export async function createPostgresCatalogue(options: PostgresCatalogueOptions): Promise<Catalogue> {
  const { url, poolSize, now = () => new Date(), log } = options;
  const server = openPool({ url, size: poolSize });
  const db = new Kysely<Tables>({ dialect: postgresDialect(server), ...(log ? { log } : {}) });
  const locks = createPostgresLocks(url, () => cannotBeUsed(server.place, 'unavailable', 'it has been closed'));
  let closing: Promise<void> | null = null;
  const close = () => {
    closing ??= locks.close().then(() => server.pool.end());
    return closing;
  };
  try {
    await preparePostgres({ url, db, locks, server });
    await forgetExpired(db, now().toISOString());
  } catch (thrown) {
    await close();
    throw thrown;
  }
  return { ...createSqlCatalogue(postgresTools(db, now)), locks, close };
}

/** How the parts of the catalogue go about their work where many transactions write at the same time. */
export const postgresTools = (db: Kysely<Tables>, now: () => Date): CatalogueTools => ({
  db,
  now: () => now().toISOString(),
  transact: createTransact(db, isInTheWay),
  snapshot: (work) => db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work),
  hold: createHold(true),
  locksRows: true,
});

type Prepared = {
  readonly url: string;
  readonly db: Kysely<Tables>;
  readonly locks: ClosableLocks;
  readonly server: PostgresPlace;
};

// Sessions that end by themselves when they stand still came with this one.
const OLDEST = 140_000;

async function preparePostgres({ url, db, locks, server }: Prepared): Promise<void> {
  const { rows } = await sql<{ version: number; encoding: string }>`
    select current_setting('server_version_num')::integer as version, current_setting('server_encoding') as encoding`.execute(
    db,
  );
  const { version = 0, encoding = '' } = rows[0] ?? {};
  if (version < OLDEST) throw cannotBeUsed(server.place, 'unavailable', 'PostgreSQL is too old; use 14 or later');
  if (encoding !== 'UTF8') {
    throw cannotBeUsed(server.place, 'foreign', `its encoding is ${encoding}; make a database in UTF8`);
  }
  if (await isCurrent(db, postgresWords)) return;
  await locks.inOrder('schema', () => migratePatiently(url, server.place));
}

/** Brings the database up to date over a connection that waits as long as it takes. */
async function migratePatiently(url: string, place: string): Promise<void> {
  const server = openPool({ url, size: 1, isPatient: true });
  const db = new Kysely<Tables>({ dialect: postgresDialect(server) });
  try {
    const isOurs = await postgresWords.hasTable(db, 'migration');
    if (!isOurs && (await postgresWords.hasTable(db, 'document'))) {
      throw cannotBeUsed(place, 'foreign', 'this database belongs to another program; make one for the library');
    }
    await migrate(db, postgresWords);
  } finally {
    await server.pool.end();
  }
}
