import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseDocumentId, parseLibraryCode, waitingPage } from '@diachi/domain';
import { expect, onTestFinished, test } from 'vitest';
import { createSqliteCatalogue } from './sqlite-catalogue.ts';

test('unreadable pages of documents published before errors were reckoned are to be checked', async () => {
  const path = await beforeErrorsWereReckoned();

  const catalogue = await createSqliteCatalogue({ path });
  onTestFinished(() => catalogue.close());

  expect(await catalogue.documentsToCheck({ limit: 10 })).toMatchObject({
    listed: [{ document: { id }, doubt: { expectedError: 0.333333, pages: 1 } }],
  });
  expect((await catalogue.pagesToCheck({ limit: 10 })).listed.map(({ page }) => page.page)).toEqual([2]);
  expect((await catalogue.documentsToLearnFrom({ limit: 10 })).documents.map((document) => document.id)).toEqual([id]);
});

const id = parseDocumentId('0000000000000001');
const record = {
  title: 'Sông Đà',
  library: parseLibraryCode('tinh'),
  collection: '',
  kind: 'book',
  date: null,
  language: 'vie',
} as const;

/** A catalogue as the version before left it. */
async function beforeErrorsWereReckoned(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'diachi-catalogue-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'catalogue.sqlite');
  const catalogue = await createSqliteCatalogue({ path });
  await catalogue.receive({ id, record, originals: [] });
  const states = ['read', 'read', 'unreadable', 'blank'] as const;
  await catalogue.publish(
    { documentId: id, number: 1 },
    states.map((state, page) => ({ ...waitingPage(page, String(page + 1)), state })),
  );
  await catalogue.close();

  const database = new DatabaseSync(path);
  for (const index of ['page_to_check', 'document_to_check', 'document_to_learn_from']) {
    database.exec(`drop index ${index}`);
  }
  for (const column of ['expected_error', 'is_trusted', 'to_check']) {
    database.exec(`alter table page drop column ${column}`);
  }
  for (const column of ['to_check', 'pages_to_check', 'trusted_pages']) {
    database.exec(`alter table document drop column ${column}`);
  }
  database.exec(`drop table trusted_text; delete from migration where name = '0007-to-check'`);
  database.close();
  return path;
}
