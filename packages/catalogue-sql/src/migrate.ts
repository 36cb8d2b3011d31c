import { Failure } from '@diachi/domain';
import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { type DialectWords, migrationsFor } from './migrations/index.ts';
import type { Tables } from './tables.ts';

const TABLE = 'migration';

/** Brings a database to the newest schema, all of it or nothing. Fails with `catalogue.newer` when a later version of this program has changed it. */
export async function migrate(db: Kysely<Tables>, words: DialectWords): Promise<void> {
  const migrations = migrationsFor(words);
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrations }) },
    migrationTableName: TABLE,
    migrationLockTableName: `${TABLE}_lock`,
  });
  const unknown = (await namesInside(db)).filter((name) => !(name in migrations));
  if (unknown.length > 0) {
    const message = `The catalogue was made by a newer version of this program (${unknown.join(', ')}). Use that version, or put back a copy from before.`;
    throw new Failure('unavailable', 'catalogue.newer', message, { details: { migrations: unknown.join(', ') } });
  }
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

async function namesInside(db: Kysely<Tables>): Promise<readonly string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === TABLE)) return [];
  const rows = await db.withTables<{ [TABLE]: { name: string } }>().selectFrom(TABLE).select('name').execute();
  return rows.map((row) => row.name);
}
