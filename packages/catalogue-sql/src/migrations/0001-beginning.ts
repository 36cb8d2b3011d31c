import type { Kysely } from 'kysely';
import type { DialectWords } from './dialect-words.ts';
import { ofDocument } from './of-document.ts';

/** Documents and their pages, people, and the audit trail. */
export async function beginning(db: Kysely<unknown>, words: DialectWords): Promise<void> {
  await createDocuments(db, words);
  await createRevisions(db, words);
  await createPeople(db, words);
  await db.schema
    .createTable('audit')
    .addColumn('number', words.counterType, words.counter)
    .addColumn('at', words.textType, (column) => column.notNull())
    .addColumn('who', words.textType, (column) => column.notNull())
    .addColumn('what', words.textType, (column) => column.notNull())
    // Names no row: what happened stays on record when the document is gone.
    .addColumn('document_id', words.textType)
    .addColumn('details', words.textType, (column) => column.notNull())
    .execute();
  await db.schema.createIndex('audit_of_document').on('audit').columns(['document_id', 'number']).execute();
}

async function createDocuments(db: Kysely<unknown>, words: DialectWords): Promise<void> {
  await db.schema
    .createTable('library')
    .addColumn('code', words.textType, (column) => column.primaryKey())
    .addColumn('name', words.textType, (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('document')
    .addColumn('number', words.counterType, words.counter)
    .addColumn('id', words.textType, (column) => column.notNull().unique())
    .addColumn('record', words.textType, (column) => column.notNull())
    .addColumn('library', words.textType, (column) => column.notNull())
    .addColumn('collection', words.textType, (column) => column.notNull())
    .addColumn('record_version', 'integer', (column) => column.notNull())
    .addColumn('originals', words.textType, (column) => column.notNull())
    .addColumn('state', words.textType, (column) => column.notNull())
    .addColumn('published_revision', 'integer', (column) => column.notNull())
    .addColumn('work_revision', 'integer', (column) => column.notNull())
    .addColumn('page_count', 'integer')
    .addColumn('failure', words.textType)
    .addColumn('is_indexed', 'integer', (column) => column.notNull())
    .addColumn('received_at', words.textType, (column) => column.notNull())
    .addColumn('changed_at', words.textType, (column) => column.notNull())
    .execute();
  // One for each way documents are listed, newest first within it.
  for (const filter of [[], ['state'], ['library'], ['collection'], ['library', 'collection']]) {
    await db.schema
      .createIndex(['document_by', ...filter, 'time'].join('_'))
      .on('document')
      .columns([...filter, 'received_at', 'number'])
      .execute();
  }
  await ofDocument(db.schema.createTable('original'), words)
    .addColumn('checksum', words.textType, (column) => column.notNull())
    .addPrimaryKeyConstraint('original_key', ['checksum', 'document_id'])
    .execute();
  await db.schema.createIndex('original_of_document').on('original').column('document_id').execute();
}

async function createRevisions(db: Kysely<unknown>, words: DialectWords): Promise<void> {
  await ofDocument(db.schema.createTable('page'), words)
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('page', 'integer', (column) => column.notNull())
    .addColumn('label', words.textType, (column) => column.notNull())
    .addColumn('state', words.textType, (column) => column.notNull())
    .addColumn('reason', words.textType)
    .addPrimaryKeyConstraint('page_key', ['document_id', 'revision', 'page'])
    .execute();
  await ofDocument(db.schema.createTable('finished_step'), words)
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('job', words.textType, (column) => column.notNull())
    .addColumn('step_id', words.textType, (column) => column.notNull())
    .addPrimaryKeyConstraint('finished_step_key', ['document_id', 'revision', 'job', 'step_id'])
    .execute();
}

async function createPeople(db: Kysely<unknown>, words: DialectWords): Promise<void> {
  await db.schema
    .createTable('person')
    .addColumn('id', words.counterType, words.counter)
    .addColumn('name', words.textType, (column) => column.notNull())
    .addColumn('name_folded', words.textType, (column) => column.notNull().unique())
    .addColumn('role', words.textType, (column) => column.notNull())
    .addColumn('password_hash', words.textType)
    .addColumn('created_at', words.textType, (column) => column.notNull())
    .execute();
  for (const table of ['session', 'sign_in_link']) {
    await db.schema
      .createTable(table)
      .addColumn('token_hash', words.textType, (column) => column.primaryKey())
      .addColumn('person_id', 'integer', (column) => column.notNull().references('person.id').onDelete('cascade'))
      .addColumn('expires_at', words.textType, (column) => column.notNull())
      .execute();
    await db.schema.createIndex(`${table}_of_person`).on(table).column('person_id').execute();
  }
}
