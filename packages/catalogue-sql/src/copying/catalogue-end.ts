import type { Locks } from '@diachi/ports';
import { Kysely } from 'kysely';
import { createLocalLocks } from '../local-locks.ts';
import { migrate } from '../migrate.ts';
import { sqliteWords } from '../migrations/index.ts';
import { refuseNetworkShare } from '../network-share.ts';
import { openPostgresDatabase } from '../postgres-database.ts';
import { sqliteDialect } from '../sqlite-dialect.ts';
import { cannotBeUsed } from '../sqlite-failure.ts';
import { openSqliteFile } from '../sqlite-file.ts';
import type { Tables } from '../tables.ts';
import { type Counters, postgresCounters, sqliteCounters } from './counters.ts';

/** Where a catalogue lies: a file, which is made when it is not there, or a database on a server. */
export type CatalogueEnd =
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** A catalogue opened to be copied, in the newest schema. */
export type OpenEnd = {
  readonly db: Kysely<Tables>;
  readonly locks: Locks;
  readonly counters: Counters;
  readonly close: () => Promise<void>;
};

/** Fails as opening the catalogue there does. */
export const openEnd = (end: CatalogueEnd): Promise<OpenEnd> =>
  end.kind === 'sqlite' ? openSqliteEnd(end.path) : openPostgresEnd(end.url);

async function openPostgresEnd(url: string): Promise<OpenEnd> {
  return { ...(await openPostgresDatabase({ url, poolSize: 2 })), counters: postgresCounters };
}

async function openSqliteEnd(path: string): Promise<OpenEnd> {
  await refuseNetworkShare(path);
  const file = openSqliteFile(path);
  const db = new Kysely<Tables>({ dialect: sqliteDialect(file) });
  try {
    await migrate(db, sqliteWords);
  } catch (thrown) {
    file.close();
    throw thrown;
  }
  const locks = createLocalLocks(() => cannotBeUsed(path, 'unavailable', 'it has been closed'));
  return { db, locks, counters: sqliteCounters, close: async () => file.close() };
}
