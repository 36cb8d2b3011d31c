import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SearchIndex, SearchQuery, SearchResult } from '@diachi/ports';
import { createSqliteSearchIndex } from '@diachi/search-sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startMeilisearch } from '../../../test/servers/index.ts';
import { createMeiliSearchIndex } from './meili-search-index.ts';
import { sampleDocuments, samplePages, sampleQueries } from './testing/sample-shelf.ts';

const server = await startMeilisearch();
const folder = mkdtempSync(join(tmpdir(), 'same-as-embedded-'));
let embedded: SearchIndex;
let cluster: SearchIndex;

describe.skipIf(!server)('the index of the cluster finds what the embedded one finds', () => {
  beforeAll(async () => {
    embedded = await createSqliteSearchIndex({ path: join(folder, 'index.db') });
    const { url, key } = server ?? { url: '', key: '' };
    cluster = createMeiliSearchIndex({ url, key, prefix: `same-${process.pid}` });
    await cluster.size();
    const documents = sampleDocuments(200);
    for (const document of documents) await embedded.put(document, samplePages(document));
    await Promise.all(documents.map((document) => cluster.put(document, samplePages(document))));
  }, 240_000);
  afterAll(async () => {
    await embedded?.close();
    await cluster?.close();
    await server?.stop();
    rmSync(folder, { recursive: true });
  });

  test('the same documents and pages are in', async () => {
    expect(await cluster.size()).toEqual(await embedded.size());
    expect(await listOf(cluster)).toEqual(await listOf(embedded));
  });

  test.each(sampleQueries)('%j', async (query: SearchQuery) => {
    const [ours, theirs] = await Promise.all([everything(cluster, query), everything(embedded, query)]);

    expect(ours).toEqual(theirs);
  });

  test.each(['muối', 'địa chí', '"lễ hội"', 'chợ phiên'])('inside one document: %s', async (text) => {
    const [hit] = (await embedded.search({ text })).hits;
    const stretch = { offset: 0, limit: 50 };
    const id = hit?.documentId ?? sampleDocuments(1)[0]?.id;
    if (!id) throw new Error('there is no document');

    expect(await cluster.searchInDocument(id, text, stretch)).toEqual(
      await embedded.searchInDocument(id, text, stretch),
    );
  });
});

async function listOf(index: SearchIndex): Promise<readonly string[]> {
  const listed: string[] = [];
  for await (const document of index.documents()) listed.push(document);
  return listed;
}

/** All that has to be the same, whatever the order: totals, every document with its matching pages counted, facets. */
async function everything(index: SearchIndex, query: SearchQuery) {
  const results: SearchResult[] = [];
  for (let offset = 0; ; offset += 100) {
    const result = await index.search({ ...query, offset, limit: 100 });
    results.push(result);
    if (result.hits.length < 100) break;
  }
  const hits = results.flatMap((result) => result.hits);
  const { total, facets, wordStart, corrections } = results[0] as SearchResult;
  return {
    total,
    facets,
    wordStart,
    corrections,
    documents: hits.map(({ documentId, record, pageCount }) => [documentId, record.title, pageCount]).sort(),
    listed: hits.length,
  };
}
