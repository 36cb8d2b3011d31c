import { Kysely, type LogEvent, sql } from 'kysely';
import type { ClosableLocks } from './local-locks.ts';
import { isCurrent, migrate } from './migrate.ts';
import { postgresWords } from './migrations/index.ts';
import { postgresDialect } from './postgres-dialect.ts';
import { badDatabase, cannotBeUsed } from './postgres-failure.ts';
import { createPostgresLocks } from './postgres-locks.ts';
import { openPool } from './postgres-pool.ts';
import type { Tables } from './tables.ts';

export type PostgresDatabase = {
  readonly db: Kysely<Tables>;
  readonly locks: ClosableLocks;
  readonly close: () => Promise<void>;
};

/** Opens a database in the newest schema, bringing it there where needed; ten processes may do so at once. */
export async function openPostgresDatabase(options: {
  readonly url: string;
  readonly poolSize: number;
  readonly log?: ((event: LogEvent) => void) | undefined;
}): Promise<PostgresDatabase> {
  const { url, poolSize, log } = options;
  const server = openPool({ url, size: poolSize });
  const db = new Kysely<Tables>({ dialect: postgresDialect(server), ...(log ? { log } : {}) });
  const locks = createPostgresLocks(url, () => cannotBeUsed(server.place, 'unavailable', 'it has been closed'));
  let closing: Promise<void> | null = null;
  const close = () => {
    closing ??= locks.close().then(() => server.pool.end());
    return closing;
  };
  try {
    await checkServer(db, server.place);
    if (!(await isCurrent(db, postgresWords))) {
      await locks.inOrder('schema', () => migratePatiently(url, server.place));
    }
  } catch (thrown) {
    await close();
    throw thrown;
  }
  return { db, locks, close };
}

// Sessions that end by themselves when they stand still came with this one.
const OLDEST = 140_000;

async function checkServer(db: Kysely<Tables>, place: string): Promise<void> {
  const { rows } = await sql<{ version: number; encoding: string }>`
    select current_setting('server_version_num')::integer as version, current_setting('server_encoding') as encoding`.execute(
    db,
  );
  const { version = 0, encoding = '' } = rows[0] ?? {};
  if (version < OLDEST) throw badDatabase(place, 'PostgreSQL is too old; use 14 or later');
  if (encoding !== 'UTF8') throw badDatabase(place, `its encoding is ${encoding}; make a database in UTF8`);
}

/** Brings the database up to date over a connection that waits as long as it takes. */
async function migratePatiently(url: string, place: string): Promise<void> {
  const server = openPool({ url, size: 1, isPatient: true });
  const db = new Kysely<Tables>({ dialect: postgresDialect(server) });
  try {
    const isOurs = await postgresWords.hasTable(db, 'migration');
    if (!isOurs && (await postgresWords.hasTable(db, 'document'))) {
      throw badDatabase(place, 'this database belongs to another program; make one for the library');
    }
    await migrate(db, postgresWords);
  } finally {
    await server.pool.end();
  }
}
