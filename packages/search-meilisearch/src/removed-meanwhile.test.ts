import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDocumentId, parseRecord } from '@diachi/domain';
import type { IndexedDocument, SearchIndex } from '@diachi/ports';
import { Meilisearch } from 'meilisearch';
import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { startMeilisearch } from '../../../test/servers/index.ts';
import { applyIndexSettings } from './apply-index-settings.ts';
import { documentEntry, factsOf, pageEntry, recordEntry } from './entries.ts';
import { indexNames } from './index-names.ts';
import { createMeiliSearchIndex } from './meili-search-index.ts';

const server = await startMeilisearch();
const { url, key } = server ?? { url: '', key: '' };
/** More than one stretch of a listing. */
const DOCUMENTS = 1_500;
const PAGES = 1_200;

describe.skipIf(!server)('documents that others remove while an index is listed', () => {
  afterAll(() => server?.stop());

  test('take no other out of the list of documents', async () => {
    const index = await filled('listed');
    const listed: string[] = [];

    for await (const id of index.documents()) {
      listed.push(id);
      if (listed.length === 1) await Promise.all([0, 1, 2].map((place) => index.remove(book(place).id)));
    }

    expect(listed.slice(3)).toEqual(Array.from({ length: DOCUMENTS - 3 }, (_, place) => book(place + 3).id));
  }, 120_000);

  test('take no other out of an index that is rebuilt', async () => {
    const index = await filled('rebuilt');
    const scratch = ownScratch();
    const kept = [book(999), book(1_000), book(1_001)];
    let heldMeanwhile = 0;

    await index.rebuild(async (beside) => {
      for (const document of kept) await beside.put(document, []);
      heldMeanwhile = readdirSync(scratch).length;
      beforeListingGoesOn(() => index.remove(book(0).id));
    });

    expect(await listOf(index)).toEqual(kept.map(({ id }) => id));
    expect(heldMeanwhile).toBe(1);
    expect(readdirSync(scratch)).toEqual([]);
  }, 120_000);

  test('leave nothing in the folder for temporary files when a rebuild fails', async () => {
    const index = createMeiliSearchIndex({ url, key, prefix: `failed-${process.pid}` });
    const scratch = ownScratch();
    const away = new Error('the store is away');

    await expect(
      index.rebuild(async () => {
        throw away;
      }),
    ).rejects.toBe(away);

    expect(readdirSync(scratch)).toEqual([]);
  });

  test('and a book of many pages put in meanwhile is carried over with every page', async () => {
    const index = createMeiliSearchIndex({ url, key, prefix: `carried-${process.pid}` });
    const pages = Array.from({ length: PAGES }, (_, page) => ({ page, label: `tờ ${page}`, text: `trang số${page}` }));

    await index.rebuild(() => index.put(book(1), pages));

    expect(await index.size()).toEqual({ documents: 1, pages: PAGES });
    const { total, pages: found } = await index.searchInDocument(book(1).id, 'số1100', { offset: 0, limit: 9 });
    expect([total, found[0]?.label]).toEqual([1, 'tờ 1100']);
  }, 120_000);
});

const book = (place: number): IndexedDocument => ({
  // Digits alone, so that it is seen that they are compared as letters.
  id: parseDocumentId(`12345678${String(place).padStart(8, '0')}`),
  record: parseRecord({ title: `Sách ${place}`, library: 'tinh' }),
  receivedAt: '2026-01-01T00:00:00.000Z',
});

/** An index with a page and a record of each document, put in all together. */
async function filled(name: string): Promise<SearchIndex> {
  const prefix = `${name}-${process.pid}`;
  await applyIndexSettings({ url, key, prefix });
  const writer = new Meilisearch({ host: url, apiKey: key });
  const documents = Array.from({ length: DOCUMENTS }, (_, place) => book(place));
  const entries = documents.flatMap((document) => {
    const facts = factsOf(document);
    const page = pageEntry(document.id, facts, 1, { page: 0, label: '1', text: 'chuyện xưa' });
    return [{ ...page, isShown: true }, recordEntry(document.id, facts, 1, document.record)];
  });
  const lines = documents.map((document) => documentEntry(document.id, factsOf(document), document.record));
  await writer.index(indexNames(prefix).pages).addDocuments(entries).waitTask({ timeout: 100_000 });
  await writer.index(indexNames(prefix).documents).addDocuments(lines).waitTask({ timeout: 100_000 });
  return createMeiliSearchIndex({ url, key, prefix, searchTimeoutMs: 20_000 });
}

async function listOf(index: SearchIndex): Promise<readonly string[]> {
  const listed: string[] = [];
  for await (const id of index.documents()) listed.push(id);
  return listed;
}

/** The folder for temporary files of this test alone. */
function ownScratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'removed-meanwhile-'));
  vi.stubEnv('TMPDIR', folder);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });
  return folder;
}

/** Does something once, after one stretch of the next listing of records was answered and before the one after is asked for. */
function beforeListingGoesOn(work: () => Promise<void>): void {
  const send = globalThis.fetch;
  let stretches = 0;
  const spy = vi.spyOn(globalThis, 'fetch').mockImplementation(async (address, options) => {
    const { filter, limit } = JSON.parse(String(options?.body ?? '{}')) as { filter?: unknown; limit?: number };
    const isListing = limit === 1_000 && JSON.stringify(filter ?? null).includes('isRecord IN [1]');
    if (isListing) stretches += 1;
    if (isListing && stretches === 2) await work();
    return send(address, options);
  });
  onTestFinished(() => spy.mockRestore());
}
