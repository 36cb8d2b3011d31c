import { type Kysely, sql } from 'kysely';
import type { DialectWords } from './dialect-words.ts';

/** Other repositories that are harvested, and their records. What is removed stays until the search index has forgotten it. */
export async function harvests(db: Kysely<unknown>, words: DialectWords): Promise<void> {
  await db.schema
    .createTable('source')
    .addColumn('code', words.textType, (column) => column.primaryKey())
    .addColumn('source', words.textType, (column) => column.notNull())
    .addColumn('state', words.textType, (column) => column.notNull())
    .addColumn('is_removed', 'integer', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('foreign_record')
    .addColumn('id', words.textType, (column) => column.primaryKey())
    .addColumn('source', words.textType, (column) => column.notNull())
    .addColumn('identifier', words.textType, (column) => column.notNull())
    .addColumn('datestamp', words.textType, (column) => column.notNull())
    .addColumn('record', words.textType, (column) => column.notNull())
    .addColumn('addresses', words.textType, (column) => column.notNull())
    .addColumn('metadata_prefix', words.textType, (column) => column.notNull())
    .addColumn('is_gone', 'integer', (column) => column.notNull())
    .addColumn('is_indexed', 'integer', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('seen_at', words.textType, (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('foreign_record_of_source')
    .on('foreign_record')
    .columns(['source', 'is_gone', 'seen_at', 'id'])
    .execute();
  await db.schema.createIndex('foreign_record_listed').on('foreign_record').columns(['source', 'id']).execute();
  await db.schema
    .createIndex('foreign_record_to_index')
    .on('foreign_record')
    .column('id')
    .where(sql<boolean>`is_indexed = 0`)
    .execute();
  await db.schema
    .createIndex('foreign_record_indexed')
    .on('foreign_record')
    .column('id')
    .where(sql<boolean>`(is_indexed = 1 and is_gone = 0)`)
    .execute();
}
