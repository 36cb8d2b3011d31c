import type { CreateTableBuilder, Kysely } from 'kysely';
import type { DialectWords } from './dialect-words.ts';

/** Documents and their pages, people, and the audit trail. */
export async function beginning(db: Kysely<unknown>, words: DialectWords): Promise<void> {
  await createDocuments(db, words);
  await createRevisions(db);
  await createPeople(db, words);
  await db.schema
    .createTable('audit')
    .addColumn('number', words.counterType, words.counter)
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('who', 'text', (column) => column.notNull())
    .addColumn('what', 'text', (column) => column.notNull())
    // Names no row: what happened stays on record when the document is gone.
    .addColumn('document_id', 'text')
    .addColumn('details', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('audit_of_document').on('audit').columns(['document_id', 'number']).execute();
}

async function createDocuments(db: Kysely<unknown>, words: DialectWords): Promise<void> {
  await db.schema
    .createTable('library')
    .addColumn('code', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('document')
    .addColumn('number', words.counterType, words.counter)
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('record', 'text', (column) => column.notNull())
    .addColumn('library', 'text', (column) => column.notNull())
    .addColumn('collection', 'text', (column) => column.notNull())
    .addColumn('record_version', 'integer', (column) => column.notNull())
    .addColumn('originals', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('published_revision', 'integer', (column) => column.notNull())
    .addColumn('work_revision', 'integer', (column) => column.notNull())
    .addColumn('page_count', 'integer')
    .addColumn('failure', 'text')
    .addColumn('is_indexed', 'integer', (column) => column.notNull())
    .addColumn('received_at', 'text', (column) => column.notNull())
    .addColumn('changed_at', 'text', (column) => column.notNull())
    .execute();
  // One for each way documents are listed, newest first within it.
  for (const filter of [[], ['state'], ['library'], ['collection'], ['library', 'collection']]) {
    await db.schema
      .createIndex(['document_by', ...filter, 'time'].join('_'))
      .on('document')
      .columns([...filter, 'received_at', 'number'])
      .execute();
  }
  await ofDocument(db.schema.createTable('original'))
    .addColumn('checksum', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('original_key', ['checksum', 'document_id'])
    .execute();
  await db.schema.createIndex('original_of_document').on('original').column('document_id').execute();
}

async function createRevisions(db: Kysely<unknown>): Promise<void> {
  await ofDocument(db.schema.createTable('page'))
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('page', 'integer', (column) => column.notNull())
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addPrimaryKeyConstraint('page_key', ['document_id', 'revision', 'page'])
    .execute();
  await ofDocument(db.schema.createTable('finished_step'))
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('job', 'text', (column) => column.notNull())
    .addColumn('step_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('finished_step_key', ['document_id', 'revision', 'job', 'step_id'])
    .execute();
}

async function createPeople(db: Kysely<unknown>, words: DialectWords): Promise<void> {
  await db.schema
    .createTable('person')
    .addColumn('id', words.counterType, words.counter)
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('name_folded', 'text', (column) => column.notNull().unique())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('password_hash', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();
  for (const table of ['session', 'sign_in_link']) {
    await db.schema
      .createTable(table)
      .addColumn('token_hash', 'text', (column) => column.primaryKey())
      .addColumn('person_id', 'integer', (column) => column.notNull().references('person.id').onDelete('cascade'))
      .addColumn('expires_at', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex(`${table}_of_person`).on(table).column('person_id').execute();
  }
}

const ofDocument = <Table extends string>(table: CreateTableBuilder<Table>) =>
  table.addColumn('document_id', 'text', (column) => column.notNull().references('document.id').onDelete('cascade'));
