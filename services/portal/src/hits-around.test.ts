import { type DocumentId, EVERYONE, parseDocumentId } from '@diachi/domain';
import { describe, expect, test } from 'vitest';
import { findHitsAround } from './hits-around.ts';

describe('the matching pages around one', () => {
  test('are the ones before and after it in reading order', async () => {
    expect(await findHitsAround(matching([2, 5, 9]), { id, query: 'lúa', page: 5, asker: EVERYONE })).toMatchObject({
      total: 3,
      position: 2,
      previous: 2,
      next: 9,
    });
  });

  test('are found from a page that does not match itself', async () => {
    expect(await findHitsAround(matching([2, 5, 9]), { id, query: 'lúa', page: 6, asker: EVERYONE })).toMatchObject({
      position: null,
      previous: 5,
      next: 9,
    });
  });

  test('end where the document does', async () => {
    expect(await findHitsAround(matching([2]), { id, query: 'lúa', page: 2, asker: EVERYONE })).toMatchObject({
      previous: null,
      next: null,
    });
    expect(await findHitsAround(matching([2]), { id, query: 'lúa', page: 7, asker: EVERYONE })).toMatchObject({
      previous: 2,
      next: null,
    });
    expect(await findHitsAround(matching([]), { id, query: 'lúa', page: 7, asker: EVERYONE })).toEqual({
      total: 0,
      position: null,
      previous: null,
      next: null,
      near: [],
      wordStart: null,
    });
  });

  test('are found deep in a volume where nearly every page matches', async () => {
    const every = Array.from({ length: 1_000 }, (_, page) => page);

    const around = await findHitsAround(matching(every), { id, query: 'lúa', page: 700, asker: EVERYONE });

    expect(around).toMatchObject({ total: 1_000, position: 701, previous: 699, next: 701 });
    expect(around.near.map(({ page }) => page)).toContain(700);
    expect(around.near).toHaveLength(12);
  });

  test('found by the start of a word say so', async () => {
    const begun = { hits: async () => ({ ...(await matching([2]).hits(id, 'lú', all)), wordStart: 'lú' }) };

    expect(await findHitsAround(begun, { id, query: 'lú', page: 2, asker: EVERYONE })).toMatchObject({
      position: 1,
      wordStart: 'lú',
    });
  });
});

const all = { offset: 0, limit: 9 };

const id: DocumentId = parseDocumentId('0000000000000001');

const matching = (pages: readonly number[]) => ({
  hits: async (_id: DocumentId, _text: string, { offset, limit }: { offset: number; limit: number }) => ({
    total: pages.length,
    pages: pages.slice(offset, offset + limit).map((page) => ({ page, label: String(page + 1), snippet: [] })),
    wordStart: null,
  }),
});
