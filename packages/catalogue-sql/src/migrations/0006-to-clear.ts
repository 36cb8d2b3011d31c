import type { Kysely } from 'kysely';
import type { DialectWords } from './dialect-words.ts';

/** Removed documents the store may still keep something of: whoever removed them may have been killed before it was done. */
export async function toClear(db: Kysely<unknown>, words: DialectWords): Promise<void> {
  await db.schema
    .createTable('to_clear')
    .addColumn('number', words.counterType, words.counter)
    .addColumn('id', words.textType, (column) => column.notNull().unique())
    .addColumn('originals', words.textType, (column) => column.notNull())
    .addColumn('removed_at', words.textType, (column) => column.notNull())
    .execute();
}
