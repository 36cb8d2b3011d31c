import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseChecksum, parseDocumentId, parseLibraryCode } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import { expect, onTestFinished, test } from 'vitest';
import { catalogueIn } from './sqlite-catalogue.ts';
import { openSqliteFile, type SqliteFile } from './sqlite-file.ts';

const id = parseDocumentId('0000000000000001');
const revision = { documentId: id, number: 1 };
const library = parseLibraryCode('tinh');
const after = '3_2024-05-07T00:00:00.000Z';

test.each<{ name: string; ask: (catalogue: Catalogue) => Promise<unknown> }>([
  { name: 'every document', ask: (catalogue) => catalogue.documents({}, { limit: 20, after }) },
  { name: 'a state', ask: (catalogue) => catalogue.documents({ states: ['published'] }, { limit: 20, after }) },
  { name: 'a library', ask: (catalogue) => catalogue.documents({ library }, { limit: 20, after }) },
  { name: 'a collection', ask: (catalogue) => catalogue.documents({ collection: 'Báo' }, { limit: 20, after }) },
  { name: 'a kind', ask: (catalogue) => catalogue.documents({ kind: 'map' }, { limit: 20, after }) },
  { name: 'what is on the shelves', ask: (catalogue) => catalogue.shelves() },
  {
    name: 'a collection of a library',
    ask: (catalogue) => catalogue.documents({ library, collection: 'Báo' }, { limit: 20, after }),
  },
  { name: 'the pages of a document', ask: (catalogue) => catalogue.pages(revision) },
  { name: 'a document by its id', ask: (catalogue) => catalogue.document(id).catch(() => null) },
  { name: 'the audit trail', ask: (catalogue) => catalogue.audit.entries({ limit: 20 }) },
  { name: 'the audit trail of a document', ask: (catalogue) => catalogue.audit.entries({ documentId: id, limit: 20 }) },
  { name: 'the documents in work', ask: (catalogue) => catalogue.inWork(20) },
  { name: 'how much is in work', ask: (catalogue) => catalogue.countInWork() },
  { name: 'the documents with a failure', ask: (catalogue) => catalogue.withFailure(20) },
  { name: 'a person by name', ask: (catalogue) => catalogue.people.named('Lan') },
])('$name is listed by an index, without sorting', async ({ ask }) => {
  const { catalogue, plans } = await watched();

  await ask(catalogue);

  expect(plans().length).toBeGreaterThan(0);
  // A scan in the order of the table's own number is as good as an index.
  expect(plans().filter((plan) => /TEMP B-TREE|^SCAN (?!document USING INDEX|audit$)/.test(plan))).toEqual([]);
});

test('documents are found by their bytes through an index', async () => {
  const { catalogue, plans } = await watched();

  await catalogue.documentsWithOriginal(parseChecksum('a'.repeat(64)));

  expect(plans().filter((plan) => plan.startsWith('SCAN'))).toEqual([]);
});

/** A catalogue, and how SQLite went about everything it was asked. */
async function watched() {
  const folder = await mkdtemp(join(tmpdir(), 'diachi-catalogue-'));
  const file = openSqliteFile(join(folder, 'catalogue.sqlite'));
  const asked: { sql: string; parameters: readonly unknown[] }[] = [];
  const watching: SqliteFile = {
    ...file,
    prepare(sql) {
      const statement = file.prepare(sql);
      return {
        ...statement,
        all(parameters) {
          if (sql.startsWith('select')) asked.push({ sql, parameters });
          return statement.all(parameters);
        },
      };
    },
  };
  const catalogue = await catalogueIn(watching, () => new Date());
  asked.length = 0;
  onTestFinished(async () => {
    await catalogue.close();
    await rm(folder, { recursive: true, force: true });
  });
  const explain = ({ sql, parameters }: (typeof asked)[number]) =>
    file.prepare(`explain query plan ${sql}`).all(parameters) as readonly { readonly detail: string }[];
  return { catalogue, plans: () => asked.flatMap(explain).map(({ detail }) => detail) };
}
