import type { Kysely } from 'kysely';
import type { DialectWords } from './dialect-words.ts';

/** With what programs act in the name of people. */
export async function accessTokens(db: Kysely<unknown>, words: DialectWords): Promise<void> {
  await db.schema
    .createTable('access_token')
    .addColumn('token_hash', words.textType, (column) => column.primaryKey())
    .addColumn('person_id', 'integer', (column) => column.notNull().references('person.id'))
    .addColumn('name', words.textType, (column) => column.notNull())
    .addColumn('scopes', words.textType, (column) => column.notNull())
    .addColumn('created_at', words.textType, (column) => column.notNull())
    .addColumn('expires_at', words.textType, (column) => column.notNull())
    .addColumn('last_used_on', words.textType)
    .execute();
  await db.schema.createIndex('access_token_person').on('access_token').column('person_id').execute();
}
