import { type Kysely, sql } from 'kysely';
import type { DialectWords } from './dialect-words.ts';

/** What one process leaves to be done by another: documents not finished, and removed ones the index may still hold. */
export async function manyProcesses(db: Kysely<unknown>, words: DialectWords): Promise<void> {
  await db.schema
    .createIndex('document_unfinished')
    .on('document')
    .columns(['received_at', 'number'])
    .where(
      sql<boolean>`((work_revision > published_revision and failure is null) or (published_revision > 0 and is_indexed = 0))`,
    )
    .execute();
  await db.schema
    .createTable('removed')
    .addColumn('number', words.counterType, words.counter)
    .addColumn('id', words.textType, (column) => column.notNull().unique())
    .addColumn('removed_at', words.textType, (column) => column.notNull())
    .execute();
  // One row when a library is copied to here from elsewhere, and after: whether all of it has arrived.
  await db.schema
    .createTable('copied')
    .addColumn('is_whole', 'integer', (column) => column.notNull().primaryKey())
    .addColumn('at', words.textType, (column) => column.notNull())
    .execute();
}
