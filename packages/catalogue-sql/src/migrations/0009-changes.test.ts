import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDocumentId, parseLibraryCode, parseRecord } from '@diachi/domain';
import { Kysely } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { catalogueIn } from '../sqlite-catalogue.ts';
import { sqliteDialect } from '../sqlite-dialect.ts';
import { openSqliteFile } from '../sqlite-file.ts';
import { migrationsFor, sqliteWords } from './index.ts';

const PUBLISHED = 1_203;
const library = parseLibraryCode('tinh');

test('documents of an older catalogue are told as they were last changed: those everybody may see, and no others', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'diachi-catalogue-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'catalogue.sqlite');
  await makeOlder(path);

  const catalogue = await catalogueIn(openSqliteFile(path), () => new Date());
  onTestFinished(() => catalogue.close());

  const { changes } = await catalogue.changes({}, { order: 'oldest-first', limit: 5_000 });
  expect(changes).toHaveLength(PUBLISHED);
  expect(changes[7]).toEqual({
    id: nameOf(7),
    at: '2026-01-01T00:00:07Z',
    isGone: false,
    mergedInto: null,
    library,
    collection: 'Báo',
    kind: 'newspaper',
  });
  expect(await catalogue.changeShelves()).toEqual([
    { library, collection: 'Báo', kind: 'newspaper', there: PUBLISHED, gone: 0 },
  ]);
  await catalogue.remove(nameOf(7));
  expect(await catalogue.countChanges({ isGone: true })).toBe(1);
});

const nameOf = (number: number) => parseDocumentId(String(number).padStart(16, '0'));

/** A catalogue as it was before changes were told: published documents, a closed one, and one in work. */
async function makeOlder(path: string): Promise<void> {
  const file = openSqliteFile(path);
  const db = new Kysely<unknown>({ dialect: sqliteDialect(file) });
  file.exec('create table migration (name text not null primary key, timestamp text not null)');
  for (const [name, { up }] of Object.entries(migrationsFor(sqliteWords))) {
    if (name >= '0009') break;
    await up(db);
    file.exec(`insert into migration values ('${name}', '2026')`);
  }
  file.exec('begin');
  for (let number = 0; number < PUBLISHED + 2; number++) {
    const access = number === PUBLISHED ? 'closed' : 'open';
    const record = parseRecord({ title: 'Báo', library, collection: 'Báo', kind: 'newspaper', access });
    const at = new Date(Date.UTC(2026, 0, 1) + number * 1_000 + 7).toISOString();
    const revision = number > PUBLISHED ? 0 : 1;
    file
      .prepare(
        `insert into document (id, record, library, collection, kind, record_version, originals, state, published_revision,
           work_revision, page_count, failure, is_indexed, received_at, changed_at)
         values (?, ?, 'tinh', 'Báo', 'newspaper', 1, '[]', 'published', ${revision}, 1, 1, null, 1, ?, ?)`,
      )
      .run([nameOf(number), JSON.stringify(record), at, at]);
  }
  file.exec('commit');
  file.close();
}
