import { type Kysely, sql } from 'kysely';
import type { DialectWords } from './dialect-words.ts';
import { ofDocument } from './of-document.ts';

/** What people are told at once however much there is: counted as it is written, not when it is asked. */
export async function tallies(db: Kysely<unknown>, words: DialectWords): Promise<void> {
  await createTally(db, words);
  await createWorkCounts(db, words);
  for (const statement of [...words.triggers.tally, ...words.triggers.stepTally]) await sql.raw(statement).execute(db);
}

const COUNTED_BY = ['library', 'collection', 'kind', 'state', 'is_published', 'is_indexed', 'is_in_work'];

async function createTally(db: Kysely<unknown>, words: DialectWords): Promise<void> {
  await words
    .tallyKey(db.schema.createTable('tally'), COUNTED_BY)
    .addColumn('library', words.textType, (column) => column.notNull())
    .addColumn('collection', words.textType, (column) => column.notNull())
    .addColumn('kind', words.textType, (column) => column.notNull())
    .addColumn('state', words.textType, (column) => column.notNull())
    .addColumn('is_published', 'integer', (column) => column.notNull())
    .addColumn('is_indexed', 'integer', (column) => column.notNull())
    .addColumn('is_in_work', 'integer', (column) => column.notNull())
    .addColumn('count', 'integer', (column) => column.notNull())
    .execute();
  const columns = sql.raw(COUNTED_BY.join(', '));
  await sql`
    insert into tally (${columns}, count)
    select ${columns}, count(*) from (
      select library, collection, kind, state, is_indexed,
             case when published_revision > 0 then 1 else 0 end as is_published,
             case when work_revision > published_revision and failure is null then 1 else 0 end as is_in_work
      from document
    ) as counted group by ${columns}`.execute(db);
  // What it counted is in the tally now.
  await db.schema.dropIndex('document_on_shelf').execute();
}

async function createWorkCounts(db: Kysely<unknown>, words: DialectWords): Promise<void> {
  await ofDocument(db.schema.createTable('opened_revision'), words)
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('page_count', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('opened_revision_key', ['document_id', 'revision'])
    .execute();
  await ofDocument(db.schema.createTable('step_tally'), words)
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('job', words.textType, (column) => column.notNull())
    .addColumn('done', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('step_tally_key', ['document_id', 'revision', 'job'])
    .execute();
  await sql`
    insert into opened_revision (document_id, revision, page_count)
    select document_id, revision, count(*) from document join page on document_id = id
    where work_revision > published_revision and revision > published_revision
    group by document_id, revision`.execute(db);
  await sql`
    insert into step_tally (document_id, revision, job, done)
    select document_id, revision, job, count(*) from finished_step group by document_id, revision, job`.execute(db);
}
