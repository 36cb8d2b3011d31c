import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createMeiliSearchIndex } from './meili-search-index.ts';

test('a search that the server ended half-way is no answer', async () => {
  const took = { ms: 3_000 };
  const index = await indexAt(() => took.ms);

  await expect(index.search({ text: '' })).rejects.toMatchObject({ kind: 'unavailable', code: 'search.unavailable' });
  await expect(index.size()).rejects.toMatchObject({ code: 'search.unavailable' });

  took.ms = 2_999;
  expect(await index.size()).toEqual({ documents: 7, pages: 7 });
});

/** A server that answers every search alike and says how long it took. */
async function indexAt(tookMs: () => number) {
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (piece: string) => {
      body += piece;
    });
    request.on('end', () => {
      const { queries } = JSON.parse(body) as { queries: readonly unknown[] };
      const result = { hits: [], totalHits: 7, facetDistribution: {}, processingTimeMs: tookMs() };
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ results: queries.map(() => result) }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  onTestFinished(() => server.closeAllConnections());
  const { port } = server.address() as AddressInfo;
  return createMeiliSearchIndex({ url: `http://127.0.0.1:${port}`, key: 'none', prefix: 'late' });
}
