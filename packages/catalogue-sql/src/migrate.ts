import { Failure } from '@diachi/domain';
import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { type DialectWords, migrationsFor } from './migrations/index.ts';
import type { Tables } from './tables.ts';

const TABLE = 'migration';

/** Brings a database to the newest schema, all of it or nothing. Fails as `isCurrent`. */
export async function migrate(db: Kysely<Tables>, words: DialectWords): Promise<void> {
  if (await isCurrent(db, words)) return;
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrationsFor(words) }) },
    migrationTableName: TABLE,
    migrationLockTableName: `${TABLE}_lock`,
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

/** True when there is nothing to bring up to date. Fails with `catalogue.newer` when a later version of this program has changed the database. */
export async function isCurrent(db: Kysely<Tables>, words: DialectWords): Promise<boolean> {
  const known = Object.keys(migrationsFor(words));
  const inside = await namesInside(db, words);
  const unknown = inside.filter((name) => !known.includes(name));
  if (unknown.length === 0) return known.length === inside.length;
  const message = `The catalogue was made by a newer version of this program (${unknown.join(', ')}). Use that version, or put back a copy from before.`;
  throw new Failure('unavailable', 'catalogue.newer', message, { details: { migrations: unknown.join(', ') } });
}

async function namesInside(db: Kysely<Tables>, words: DialectWords): Promise<readonly string[]> {
  if (!(await words.hasTable(db, TABLE))) return [];
  const rows = await db.withTables<{ [TABLE]: { name: string } }>().selectFrom(TABLE).select('name').execute();
  return rows.map((row) => row.name);
}
