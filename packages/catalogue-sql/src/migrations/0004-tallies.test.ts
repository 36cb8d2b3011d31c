import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDocumentId } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import { Kysely, sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { findPostgres, startPostgres } from '../../../../test/servers/index.ts';
import { createPostgresCatalogue } from '../postgres-catalogue.ts';
import { postgresDialect } from '../postgres-dialect.ts';
import { openPool } from '../postgres-pool.ts';
import { createSqliteCatalogue } from '../sqlite-catalogue.ts';
import { sqliteDialect } from '../sqlite-dialect.ts';
import { openSqliteFile } from '../sqlite-file.ts';
import { beginning } from './0001-beginning.ts';
import { workInHand } from './0002-work-in-hand.ts';
import { shelves } from './0003-shelves.ts';
import { type DialectWords, postgresWords, sqliteWords } from './dialect-words.ts';

test('documents of an older catalogue in SQLite are counted as they are, and go on from there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'diachi-catalogue-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'catalogue.sqlite');
  const file = openSqliteFile(path);
  await makeOlder(new Kysely<unknown>({ dialect: sqliteDialect(file) }), sqliteWords);
  file.close();

  const catalogue = await createSqliteCatalogue({ path });
  onTestFinished(() => catalogue.close());

  await checkNumbers(catalogue);
});

test.skipIf(!findPostgres())('and in PostgreSQL', async () => {
  const server = await startPostgres();
  onTestFinished(() => server.stop());
  const place = openPool({ url: server.url, size: 1 });
  await makeOlder(new Kysely<unknown>({ dialect: postgresDialect(place) }), postgresWords);
  await place.pool.end();

  const catalogue = await createPostgresCatalogue({ url: server.url, poolSize: 2 });
  onTestFinished(() => catalogue.close());

  await checkNumbers(catalogue);
});

/** Ten documents of each of four fates, as they were before anything was tallied. */
async function makeOlder(db: Kysely<unknown>, words: DialectWords): Promise<void> {
  await beginning(db, words);
  await workInHand(db);
  await shelves(db);
  await sql`create table migration (name varchar(255) not null primary key, timestamp varchar(255) not null)`.execute(
    db,
  );
  for (const name of ['0001-beginning', '0002-work-in-hand', '0003-shelves']) {
    await sql`insert into migration values (${name}, '2026-01-01T00:00:00.000Z')`.execute(db);
  }
  for (let number = 0; number < 40; number++) {
    const fate = (['found', 'again', 'read', 'failed'] as const)[number % 4];
    const id = idOf(number);
    const published = fate === 'found' || fate === 'again' ? 1 : 0;
    const state = published ? 'published' : fate === 'read' ? 'reading' : 'failed';
    const work = fate === 'again' ? 2 : 1;
    const failure = fate === 'failed' ? '{"job":"ocr-page"}' : null;
    await sql`
      insert into document (id, record, library, collection, kind, record_version, originals, state, published_revision,
        work_revision, page_count, failure, is_indexed, received_at, changed_at)
      values (${id}, '{}', 'tinh', ${`Bộ ${number % 4}`}, 'map', 1, '[]', ${state}, ${published}, ${work}, 3, ${failure},
        ${published}, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z')`.execute(db);
    for (const revision of fate === 'again' ? [1, 2] : [1]) {
      for (const page of [0, 1, 2]) {
        await sql`insert into page (document_id, revision, page, label, state) values (${id}, ${revision}, ${page}, 'a', 'waiting')`.execute(
          db,
        );
      }
    }
    if (fate === 'found') continue;
    for (const step of ['1', '2']) {
      await sql`insert into finished_step (document_id, revision, job, step_id) values (${id}, ${work}, 'ocr-page', ${step})`.execute(
        db,
      );
    }
  }
}

async function checkNumbers(catalogue: Catalogue): Promise<void> {
  expect(await catalogue.countByState()).toEqual({ received: 0, reading: 10, published: 20, failed: 10, refused: 0 });
  expect(await catalogue.countIndexed()).toBe(20);
  expect(await catalogue.countInWork()).toEqual({ documents: 20, pagesDone: 40, pagesPlanned: 60 });
  expect(await catalogue.collections()).toEqual(['Bộ 0', 'Bộ 1', 'Bộ 2', 'Bộ 3']);
  expect((await catalogue.shelves()).map(({ documents, kind }) => `${kind} ${documents}`)).toEqual([
    'map 10',
    'map 10',
  ]);
  const read = { documentId: idOf(2), number: 1 };
  expect((await catalogue.progress(read))[0]).toEqual({ job: 'ocr-page', done: 2, planned: 3 });
  expect((await catalogue.unfinished({ limit: 50 })).documents).toHaveLength(20);

  await catalogue.finishStep({ revision: read, job: 'ocr-page', stepId: '2' });
  await catalogue.finishStep({ revision: read, job: 'ocr-page', stepId: '3' });
  await catalogue.retry(idOf(3));
  await catalogue.remove(idOf(0));

  expect(await catalogue.countInWork()).toEqual({ documents: 21, pagesDone: 43, pagesPlanned: 63 });
  expect(await catalogue.countByState()).toEqual({ received: 1, reading: 10, published: 19, failed: 9, refused: 0 });
}

const idOf = (number: number) => parseDocumentId(String(number).padStart(16, '0'));
