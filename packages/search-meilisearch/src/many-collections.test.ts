import { parseDocumentId, parseRecord } from '@diachi/domain';
import { Meilisearch } from 'meilisearch';
import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { startMeilisearch } from '../../../test/servers/index.ts';
import { applyIndexSettings } from './apply-index-settings.ts';
import { documentEntry, factsOf } from './entries.ts';
import { indexNames } from './index-names.ts';
import { createMeiliSearchIndex } from './meili-search-index.ts';

const server = await startMeilisearch();
const { url, key } = server ?? { url: '', key: '' };
const COLLECTIONS = 3_000;

describe.skipIf(!server)('a library with thousands of collections', () => {
  afterAll(() => server?.stop());

  test('has all of them named with a few questions, and once', async () => {
    const prefix = `collections-${process.pid}`;
    await applyIndexSettings({ url, key, prefix });
    const writer = new Meilisearch({ host: url, apiKey: key });
    await writer.index(indexNames(prefix).documents).addDocuments(entries()).waitTask({ timeout: 60_000 });
    const index = createMeiliSearchIndex({ url, key, prefix, searchTimeoutMs: 20_000 });
    const asked = countQueries();

    const first = await index.search({ text: '' });
    const firstCost = asked.take();
    const second = await index.search({ text: '' });

    expect(first.facets.collections).toHaveLength(COLLECTIONS);
    expect(new Set(first.facets.collections.map(({ value }) => value))).toEqual(
      new Set(Array.from({ length: COLLECTIONS }, (_, place) => nameOf(place))),
    );
    expect(first.facets.collections.every(({ count }) => count === 2)).toBe(true);
    expect(second.facets).toEqual(first.facets);
    // Three to name them; the others list, count and describe.
    expect(firstCost - asked.take()).toBe(3);
  }, 120_000);
});

const nameOf = (place: number) => `Sưu tập số ${place}`;

const entries = () =>
  Array.from({ length: 2 * COLLECTIONS }, (_, place) => {
    const id = parseDocumentId(`many${String(place).padStart(12, '0')}`);
    const record = parseRecord({ title: `Sách ${place}`, library: 'tinh', collection: nameOf(place % COLLECTIONS) });
    return documentEntry(id, factsOf({ id, record, receivedAt: '2026-01-01T00:00:00.000Z' }), record);
  });

/** Counts the questions sent to the server, those of one request one by one. */
function countQueries() {
  let count = 0;
  const send = globalThis.fetch;
  const spy = vi.spyOn(globalThis, 'fetch').mockImplementation(async (address, options) => {
    const { queries } = JSON.parse(String(options?.body ?? '{}')) as { queries?: readonly unknown[] };
    count += queries?.length ?? 1;
    return send(address, options);
  });
  onTestFinished(() => spy.mockRestore());
  return {
    take() {
      const taken = count;
      count = 0;
      return taken;
    },
  };
}
