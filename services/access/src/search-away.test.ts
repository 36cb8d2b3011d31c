import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { indexAway } from '../../../test/faults/index.ts';
import { openSmallLibrary, publishDocument, type SmallLibrary } from './testing/small-library.ts';

let library: SmallLibrary;
let id: string;

beforeAll(async () => {
  library = await openSmallLibrary({ breakIndex: (index) => indexAway(index) });
  id = await publishDocument(library, 'one', ['sông Đà']);
});
afterAll(() => library.close());

describe('while the search index is away', () => {
  test.each([() => '/api/search?q=da', () => '/api/suggest?q=da', () => `/api/documents/${id}/hits?q=da`])(
    'programs are told so, when to come back, and in their language',
    async (path) => {
      const response = await library.ask(path(), { headers: { 'accept-language': 'vi' } });

      expect(response.status).toBe(503);
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('content-type')).toContain('application/problem+json');
      expect(await response.json()).toMatchObject({
        code: 'search.unavailable',
        detail: expect.stringContaining('Chưa tìm kiếm được'),
      });
    },
  );

  test.each([
    () => '/api/documents',
    () => '/api/documents?kind=book&library=tinh',
    () => `/api/documents/${id}`,
    () => `/api/documents/${id}/pages/0`,
    () => `/files/${id}/document.pdf`,
    () => `/files/${id}/text.txt`,
    () => `/files/${id}/r1/pages/0/240.webp`,
  ])('documents are listed, read and downloaded', async (path) => {
    expect((await library.ask(path())).status).toBe(200);
  });

  test('the state of the library is told all the same', async () => {
    const response = await library.ask('/api/status', { asOperator: true });

    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ documents: { published: 1 }, index: null });
  });

  test('what can be browsed is counted', async () => {
    expect(await library.access.reading.shelves()).toEqual([
      { library: 'tinh', collection: 'Sách cổ', kind: 'book', documents: 1 },
    ]);
  });
});
