import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MAX_PAGES, parseDocumentId, parseLibraryCode, UNDESCRIBED, UNRECKONED } from '@diachi/domain';
import { expect, onTestFinished, test } from 'vitest';
import { createSqliteCatalogue } from './sqlite-catalogue.ts';

test.each(['openRevision', 'publish'] as const)(
  'while %s adds the pages of the thickest volume, others are answered',
  async (method) => {
    const catalogue = await received();
    let turns = 0;
    const count = () => {
      turns += 1;
      timer = setImmediate(count);
    };
    let timer = setImmediate(count);
    onTestFinished(() => clearImmediate(timer));

    await catalogue[method]({ documentId: id, number: 1 }, pages);

    expect(turns).toBeGreaterThanOrEqual(19);
    expect(await catalogue.pages({ documentId: id, number: 1 })).toEqual(pages);
  },
);

const id = parseDocumentId('0000000000000001');
const pages = Array.from({ length: MAX_PAGES }, (_, page) => ({
  page,
  label: String(page + 1),
  state: 'read' as const,
  ...UNRECKONED,
}));

async function received() {
  const folder = await mkdtemp(join(tmpdir(), 'diachi-catalogue-'));
  const catalogue = await createSqliteCatalogue({ path: join(folder, 'catalogue.sqlite') });
  onTestFinished(async () => {
    await catalogue.close();
    await rm(folder, { recursive: true, force: true });
  });
  const record = {
    title: 'Sông Đà',
    library: parseLibraryCode('tinh'),
    ...UNDESCRIBED,
    collection: '',
    kind: 'book',
    date: null,
    language: 'vie',
  } as const;
  await catalogue.receive({ id, record, originals: [] });
  return catalogue;
}
