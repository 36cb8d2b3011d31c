import { type Kysely, sql } from 'kysely';

/** Finds the few documents in work, and those with a failure, among the many that are done. */
export async function workInHand(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('document_in_work')
    .on('document')
    .columns(['received_at', 'number'])
    .where(sql<boolean>`work_revision > published_revision and failure is null`)
    .execute();
  await db.schema
    .createIndex('document_with_failure')
    .on('document')
    .columns(['received_at', 'number'])
    .where(sql<boolean>`failure is not null`)
    .execute();
}
