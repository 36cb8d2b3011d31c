import { createServer } from 'node:http';
import { parseDocumentId, parseRecord } from '@diachi/domain';
import type { IndexedDocument, IndexedPage, SearchIndex } from '@diachi/ports';
import { Meilisearch } from 'meilisearch';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startMeilisearch } from '../../../test/servers/index.ts';
import { applyIndexSettings } from './apply-index-settings.ts';
import { createSearchKeys } from './create-search-keys.ts';
import { indexNames } from './index-names.ts';
import { createMeiliSearchIndex } from './meili-search-index.ts';

const unavailable = { kind: 'unavailable', code: 'search.unavailable' };
// One that others started is not ours to stop.
const server = process.env['MEILI_URL'] ? null : await startMeilisearch();
const { url, key } = server ?? { url: '', key: '' };
const book = (place: number, title = `Sách ${place}`): IndexedDocument => ({
  id: parseDocumentId(`document${String(place).padStart(8, '0')}`),
  record: parseRecord({ title, library: 'tinh' }),
  receivedAt: '2026-01-01T00:00:00.000Z',
});
const page = (place: number, text: string): IndexedPage => ({ page: place, label: String(place), text });
/** About 30 MB with everything that is kept of it: several batches. */
function* thickBook(word: string, pages = 2_000): Generator<IndexedPage> {
  for (let place = 0; place < pages; place += 1)
    yield page(place, `${word} số${place} ${'một trang rất dài '.repeat(110)}`);
}

describe.skipIf(!server)('a Meilisearch server that fails', () => {
  let index: SearchIndex;
  beforeAll(async () => {
    index = createMeiliSearchIndex({ url, key, prefix: 'faults', searchTimeoutMs: 20_000 });
    await index.put(book(1), [page(0, 'chuyện xưa')]);
  });
  afterAll(() => server?.stop());

  test('a book of 2,000 pages is put in batch by batch, is seen at once, and replaced at once', async () => {
    await index.put(book(2), thickBook('muối'));
    expect((await index.search({ text: 'muối' })).hits[0]).toMatchObject({ pageCount: 2_000 });
    const seen = new Set<number>();
    const replacing = index.put(book(2), thickBook('mắm', 1_200));
    let isDone = false;
    const done = replacing.finally(() => {
      isDone = true;
    });
    while (!isDone) {
      const { hits } = await index.search({ text: 'trang', limit: 1 });
      seen.add(hits[0]?.pageCount ?? 0);
    }
    await done;
    expect([...seen].every((count) => count === 2_000 || count === 1_200)).toBe(true);
    expect((await index.search({ text: 'mắm' })).hits[0]).toMatchObject({ pageCount: 1_200 });
    expect((await index.search({ text: 'muối' })).total).toBe(0);
    expect(await index.size()).toEqual({ documents: 2, pages: 1_201 });
  }, 180_000);

  test('a server killed in the middle of a put leaves what was there; put in again, the document is whole', async () => {
    const reached = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const pages = async function* () {
      let place = 0;
      for (const given of thickBook('gừng', 1_000)) {
        if (place === 900) {
          reached.resolve();
          await goOn.promise;
        }
        place += 1;
        yield given;
      }
    };
    const putting = index.put(book(1), pages());
    // Waited for at once, so that its failure is nobody's surprise.
    const failed = expect(putting).rejects.toMatchObject(unavailable);
    await reached.promise;
    await server?.kill();
    goOn.resolve();
    await failed;
    await expect(index.search({ text: 'chuyện' })).rejects.toMatchObject(unavailable);
    await expect(index.size()).rejects.toMatchObject(unavailable);
    await server?.restart();

    expect((await index.search({ text: 'chuyện xưa' })).total).toBe(1);
    expect((await index.search({ text: 'gừng' })).total).toBe(0);
    await index.put(book(1), thickBook('gừng', 1_000));
    expect((await index.search({ text: 'gừng' })).hits[0]).toMatchObject({ pageCount: 1_000 });
    expect((await index.search({ text: 'chuyện xưa' })).total).toBe(0);
    // Nothing is left of the put that was broken off.
    const held = await new Meilisearch({ host: url, apiKey: key }).index(indexNames('faults').pages).getStats();
    expect(held.numberOfDocuments).toBe(1_001 + 1_201);
  }, 180_000);

  test('a server that takes connections and does not answer is told from one that works, in time', async () => {
    const hasty = createMeiliSearchIndex({ url, key, prefix: 'faults', searchTimeoutMs: 1_000 });
    server?.pause();
    const began = performance.now();
    await expect(hasty.search({ text: 'gừng' })).rejects.toMatchObject(unavailable);
    expect(performance.now() - began).toBeLessThan(20_000);
    server?.resume();
    expect((await index.search({ text: 'gừng' })).total).toBe(1);
  });

  test('each process has a key with only the rights it needs, the same every time', async () => {
    await applyIndexSettings({ url, key, prefix: 'rights' });
    await applyIndexSettings({ url, key, prefix: 'rights' });
    const [keys, ...same] = await Promise.all(
      Array.from({ length: 5 }, () => createSearchKeys({ url, key, prefix: 'rights' })),
    );
    if (!keys) throw new Error('Five were asked for.');
    expect(same).toEqual([keys, keys, keys, keys]);
    expect(await createSearchKeys({ url, key, prefix: 'rights' })).toEqual(keys);
    const writer = createMeiliSearchIndex({ url, key: keys.index, prefix: 'rights' });
    const reader = createMeiliSearchIndex({ url, key: keys.access, prefix: 'rights' });

    await writer.put(book(1), [page(0, 'muối')]);
    await writer.rebuild((beside) => beside.put(book(1), [page(0, 'muối mặn')]));
    expect((await reader.search({ text: 'muối mặn' })).total).toBe(1);
    expect((await reader.search({ text: '' })).total).toBe(1);
    await expect(reader.put(book(2), [])).rejects.toMatchObject(unavailable);
    await expect(reader.remove(book(1).id)).rejects.toMatchObject(unavailable);
    await expect(reader.clear()).rejects.toMatchObject(unavailable);
    const elsewhere = createMeiliSearchIndex({ url, key: keys.access, prefix: 'faults' });
    await expect(elsewhere.search({ text: 'gừng' })).rejects.toMatchObject(unavailable);
    await expect(createSearchKeys({ url, key: keys.index, prefix: 'rights' })).rejects.toMatchObject(unavailable);
  });

  test('a key that is refused, and indexes nobody made, are told in plain words', async () => {
    const strange = createMeiliSearchIndex({ url, key: 'some-other-key', prefix: 'faults' });
    await expect(strange.search({ text: 'gừng' })).rejects.toMatchObject({
      ...unavailable,
      message: expect.stringContaining('refuses the key'),
    });
    const { access } = await createSearchKeys({ url, key, prefix: 'nobody' });
    const unmade = createMeiliSearchIndex({ url, key: access, prefix: 'nobody' });
    await expect(unmade.search({ text: 'gừng' })).rejects.toMatchObject(unavailable);
  });
});

describe('what is no Meilisearch server', () => {
  test('nobody listens there', async () => {
    const index = createMeiliSearchIndex({ url: 'http://127.0.0.1:9', key, prefix: 'x' });

    await expect(index.search({ text: 'muối' })).rejects.toMatchObject(unavailable);
    await expect(index.put(book(1), [])).rejects.toMatchObject(unavailable);
  });

  test.each([
    [502, '<html>Bad gateway</html>'],
    [200, '<html>Welcome</html>'],
    [503, '{"message":"away"}'],
    [507, '{"message":"No space","code":"no_space_left_on_device","type":"system"}'],
  ])('a proxy answers %d with %s', async (status, body) => {
    const proxy = createServer((_, response) => response.writeHead(status).end(body)).listen(0, '127.0.0.1');
    await new Promise((resolve) => proxy.once('listening', resolve));
    const address = proxy.address() as { port: number };
    const index = createMeiliSearchIndex({ url: `http://127.0.0.1:${address.port}`, key, prefix: 'x' });

    const code = body.includes('no_space') ? 'search.full' : 'search.unavailable';
    await expect(index.search({ text: 'muối' })).rejects.toMatchObject({ kind: 'unavailable', code });
    proxy.closeAllConnections();
    proxy.close();
  });
});
