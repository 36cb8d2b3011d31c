import { type Kysely, sql } from 'kysely';
import type { DialectWords } from './dialect-words.ts';

/**
 * Where a person is a member, and what of a document everybody may see, as its record says: so that lists and counts leave out what they
 * may not, and an embargo that ends is found. Everything that was kept before is open.
 */
export async function rights(db: Kysely<unknown>, words: DialectWords): Promise<void> {
  await db.schema.alterTable('person').addColumn('library', words.textType).execute();
  for (const column of ['is_closed', 'is_private']) {
    await db.schema
      .alterTable('document')
      .addColumn(column, 'integer', (added) => added.notNull().defaultTo(0))
      .execute();
  }
  await db.schema.alterTable('document').addColumn('opens_on', words.textType).execute();
  await db.schema
    .createIndex('document_closed')
    .on('document')
    .columns(['library', 'collection', 'kind', 'is_indexed'])
    .where(sql<boolean>`(is_closed = 1 and published_revision > 0)`)
    .execute();
  await db.schema
    .createIndex('document_to_open')
    .on('document')
    .columns(['opens_on', 'number'])
    .where(sql<boolean>`opens_on is not null`)
    .execute();
}
