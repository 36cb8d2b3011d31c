import { type PageScan, parseDocumentId } from '@diachi/domain';
import { expect, test, vi } from 'vitest';
import { pageScansIn } from './read-page-scan.ts';

const revision = { documentId: parseDocumentId('0123456789abcdef'), number: 1 };

test('the list of a thick volume is parsed once for all its pages', async () => {
  const read = pageScansIn({ get: async () => listOf(page(0, 'a'), page(1, 'b')) });
  const parse = vi.spyOn(JSON, 'parse');

  const scans = [await read(revision, 1), await read(revision, 0), await read(revision, 1)];

  expect(scans.map(({ scanKey }) => scanKey)).toEqual(['b', 'a', 'b']);
  expect(parse).toHaveBeenCalledTimes(1);
  parse.mockRestore();
});

test('a list that was written anew is read anew', async () => {
  let list = listOf(page(0, null));
  const read = pageScansIn({ get: async () => list });
  await read(revision, 0);

  list = listOf(page(0, 'taken-out-after-all'));

  expect((await read(revision, 0)).scanKey).toBe('taken-out-after-all');
});

test('a page that is not in the list is missing', async () => {
  const read = pageScansIn({ get: async () => listOf(page(0, 'a')) });

  await expect(read(revision, 1)).rejects.toMatchObject({ kind: 'missing', code: 'page.missing' });
});

test.each(['{"pages":[{}],"bookmarks":[]}', JSON.stringify({ pages: [page(0, 'a')] }), 'no list'])(
  'a list that is not one of ours is told so: %s',
  async (list) => {
    const read = pageScansIn({ get: async () => Buffer.from(list) });

    await expect(read(revision, 0)).rejects.toMatchObject({ kind: 'invalid', code: 'page-list.broken' });
  },
);

function page(at: number, scanKey: string | null): PageScan {
  return { page: at, label: String(at + 1), scanKey, type: null, dpi: null, textKey: null, damage: null };
}

function listOf(...pages: readonly PageScan[]): Uint8Array {
  return Buffer.from(JSON.stringify({ pages, bookmarks: [] }));
}
