import { type Kysely, sql } from 'kysely';
import type { DialectWords } from './dialect-words.ts';

/**
 * How much of each page is likely wrong, in millionths, and whether its text is trusted; which pages and documents that readers see are
 * therefore to be checked; and how much text may be learned from. Of what was read before, only the unreadable pages are known.
 */
export async function toCheck(db: Kysely<unknown>, words: DialectWords): Promise<void> {
  for (const column of ['expected_error', 'is_trusted', 'to_check']) {
    await db.schema.alterTable('page').addColumn(column, 'integer').execute();
  }
  for (const column of ['to_check', 'pages_to_check', 'trusted_pages']) {
    await db.schema.alterTable('document').addColumn(column, 'integer').execute();
  }
  await noteUnreadable(db);
  await db.schema
    .createIndex('page_to_check')
    .on('page')
    .columns(['to_check', 'document_id', 'page'])
    .where(sql<boolean>`to_check is not null`)
    .execute();
  await db.schema
    .createIndex('document_to_check')
    .on('document')
    .columns(['to_check', 'number'])
    .where(sql<boolean>`to_check is not null`)
    .execute();
  await db.schema
    .createIndex('document_to_learn_from')
    .on('document')
    .columns(['received_at', 'number'])
    .where(sql<boolean>`(published_revision > 0 and (trusted_pages is null or trusted_pages > 0))`)
    .execute();
  // One row. What is in it is kept by whoever publishes and removes documents.
  await db.schema
    .createTable('trusted_text')
    .addColumn('pages', words.counterType === 'integer' ? 'integer' : 'bigint', (column) => column.notNull())
    .addColumn('withdrawn', 'integer', (column) => column.notNull())
    .execute();
  await sql`insert into trusted_text (pages, withdrawn) values (0, 0)`.execute(db);
}

async function noteUnreadable(db: Kysely<unknown>): Promise<void> {
  await sql`
    update page set to_check = 1000000
    where state = 'unreadable' and exists (
      select 1 from document where id = document_id and published_revision = revision
    )`.execute(db);
  await sql`
    update document set
      pages_to_check = (
        select count(*) from page where document_id = id and revision = published_revision and to_check is not null
      ),
      to_check = (
        select sum(case when state = 'unreadable' then 1000000 else 0 end) / count(*) from page
        where document_id = id and revision = published_revision and state in ('read', 'unreadable')
      )
    where id in (select document_id from page where to_check is not null)`.execute(db);
}
