import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DOCUMENT_KINDS, parseDocumentId, parseLibraryCode, parseRecord } from '@diachi/domain';
import { Kysely } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { catalogueIn } from '../sqlite-catalogue.ts';
import { sqliteDialect } from '../sqlite-dialect.ts';
import { openSqliteFile } from '../sqlite-file.ts';
import { beginning } from './0001-beginning.ts';
import { workInHand } from './0002-work-in-hand.ts';
import { sqliteWords } from './dialect-words.ts';

const DOCUMENTS = 1_203;
const library = parseLibraryCode('tinh');

test('documents of an older catalogue are found by the kind their record says', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'diachi-catalogue-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'catalogue.sqlite');
  await makeOlder(path);

  const catalogue = await catalogueIn(openSqliteFile(path), () => new Date());
  onTestFinished(() => catalogue.close());

  const shelves = new Map((await catalogue.shelves()).map((shelf) => [shelf.kind, shelf.documents]));
  expect([...shelves.values()].reduce((sum, count) => sum + count, 0)).toBe(DOCUMENTS);
  expect(shelves.size).toBe(DOCUMENT_KINDS.length);
  const { documents } = await catalogue.documents({ kind: 'map' }, { limit: DOCUMENTS });
  expect(documents).toHaveLength(shelves.get('map') ?? 0);
  expect(new Set(documents.map(({ record }) => record.kind))).toEqual(new Set(['map']));
});

/** A catalogue as it was before documents were listed by kind. */
async function makeOlder(path: string): Promise<void> {
  const file = openSqliteFile(path);
  const db = new Kysely<unknown>({ dialect: sqliteDialect(file) });
  await beginning(db, sqliteWords);
  await workInHand(db);
  file.exec('create table migration (name text not null primary key, timestamp text not null)');
  file.exec("insert into migration values ('0001-beginning', '2026'), ('0002-work-in-hand', '2026')");
  file.exec('begin');
  for (let number = 0; number < DOCUMENTS; number++) {
    const kind = DOCUMENT_KINDS[number % DOCUMENT_KINDS.length];
    const record = JSON.stringify(parseRecord({ title: 'Địa chí', library, collection: 'Báo', kind }));
    const id = parseDocumentId(String(number).padStart(16, '0'));
    file
      .prepare(
        `insert into document (id, record, library, collection, record_version, originals, state, published_revision,
           work_revision, page_count, failure, is_indexed, received_at, changed_at)
         values (?, ?, 'tinh', 'Báo', 1, '[]', 'published', 1, 1, 1, null, 1, '2026-01-01', '2026-01-01')`,
      )
      .run([id, record]);
  }
  file.exec('commit');
  file.close();
}
