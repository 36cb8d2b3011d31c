import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseDocumentId, parseLibraryCode, UNDESCRIBED, waitingPage } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { findPostgres, type PostgresServer, startPostgres } from '../../../test/servers/index.ts';
import { createPostgresCatalogue } from './postgres-catalogue.ts';
import { openPool } from './postgres-pool.ts';
import { createSqliteCatalogue } from './sqlite-catalogue.ts';

/** Where a catalogue is kept: opened as the library opens it, and changed behind its back while it is closed. */
type Kept = { open(): Promise<Catalogue>; exec(statements: string): Promise<void> };

describe('a catalogue from before errors were reckoned, in SQLite', () => {
  toldWhatIsToBeChecked(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'diachi-catalogue-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const path = join(folder, 'catalogue.sqlite');
    return {
      open: () => createSqliteCatalogue({ path }),
      exec: async (statements) => {
        const database = new DatabaseSync(path);
        database.exec(statements);
        database.close();
      },
    };
  });
});

describe.skipIf(!findPostgres())('a catalogue from before errors were reckoned, in PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  toldWhatIsToBeChecked(async () => {
    const url = await server.createDatabase();
    return {
      open: () => createPostgresCatalogue({ url, poolSize: 2 }),
      exec: async (statements) => {
        const { pool } = openPool({ url, size: 1 });
        await pool.query(statements);
        await pool.end();
      },
    };
  });
});

function toldWhatIsToBeChecked(keep: () => Promise<Kept>): void {
  test('says that its unreadable pages are to be checked', async () => {
    const kept = await keep();
    await fillAsBefore(kept);

    const catalogue = await kept.open();
    onTestFinished(() => catalogue.close());

    expect(await catalogue.documentsToCheck({ limit: 10 })).toMatchObject({
      listed: [{ document: { id: torn }, doubt: { expectedError: 0.333333, pages: 1 } }],
    });
    expect((await catalogue.pagesToCheck({ limit: 10 })).listed.map(({ page }) => page.page)).toEqual([2]);
    const { documents } = await catalogue.documentsToLearnFrom({ limit: 10 });
    expect(documents.map(({ id }) => id).toSorted()).toEqual([torn, whole]);
    expect(await catalogue.trustedText()).toEqual({ pages: 0, withdrawn: 0 });
    const { changes } = await catalogue.changes({}, { order: 'oldest-first', limit: 10 });
    expect(changes.map((change) => change.id).toSorted()).toEqual([torn, whole]);
  });

  test('goes on as one that always reckoned them', async () => {
    const kept = await keep();
    await fillAsBefore(kept);
    const catalogue = await kept.open();
    onTestFinished(() => catalogue.close());

    const page = { ...waitingPage(0, '1'), state: 'read', expectedError: 0.1, isTrusted: true } as const;
    await catalogue.publish(await catalogue.startRevision(torn), [page]);

    expect(await catalogue.documentsToCheck({ limit: 10 })).toMatchObject({
      listed: [{ document: { id: torn }, doubt: { expectedError: 0.1, pages: 1 } }],
    });
    expect(await catalogue.trustedText()).toEqual({ pages: 1, withdrawn: 0 });
  });
}

const torn = parseDocumentId('0000000000000001');
const whole = parseDocumentId('0000000000000002');
const record = {
  title: 'Sông Đà',
  library: parseLibraryCode('tinh'),
  ...UNDESCRIBED,
  collection: '',
  kind: 'book',
  date: null,
  language: 'vie',
} as const;

/** What came with later versions still. */
const LATER_TABLES = ['change', 'change_tally', 'access_token', 'source', 'foreign_record'];

/** Leaves a catalogue as the version before had it. */
async function fillAsBefore({ open, exec }: Kept): Promise<void> {
  const catalogue = await open();
  const states = { [torn]: ['read', 'read', 'unreadable', 'blank'], [whole]: ['read', 'blank'] } as const;
  for (const documentId of [torn, whole]) {
    await catalogue.receive({ id: documentId, record, originals: [] });
    const pages = (states[documentId] ?? []).map((state, page) => ({ ...waitingPage(page, String(page + 1)), state }));
    await catalogue.publish({ documentId, number: 1 }, pages);
  }
  // What is read anew is not what readers see.
  const next = await catalogue.startRevision(whole);
  await catalogue.openRevision(next, [{ ...waitingPage(0, '1'), state: 'unreadable' }]);
  await catalogue.close();

  const indexes = [
    'page_to_check',
    'document_to_check',
    'document_to_learn_from',
    'document_closed',
    'document_to_open',
  ];
  const columns = {
    page: ['expected_error', 'is_trusted', 'to_check'],
    document: ['to_check', 'pages_to_check', 'trusted_pages', 'is_closed', 'is_private', 'opens_on'],
    person: ['library'],
  };
  await exec(
    [
      ...indexes.map((index) => `drop index ${index}`),
      ...columns.page.map((column) => `alter table page drop column ${column}`),
      ...columns.document.map((column) => `alter table document drop column ${column}`),
      ...columns.person.map((column) => `alter table person drop column ${column}`),
      'drop table trusted_text',
      ...LATER_TABLES.map((table) => `drop table if exists ${table}`),
      `delete from migration where name >= '0007'`,
    ].join(';\n'),
  );
}
