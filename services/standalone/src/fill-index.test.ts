import { Failure } from '@diachi/domain';
import type { JobHandler } from '@diachi/ports';
import { expect, test } from 'vitest';
import { createFillIndex, type FillIndexTools } from './fill-index.ts';

const never = new AbortController().signal;

test('nothing is done, nor looked for, when everything published is in the index', async () => {
  const { fill, put } = library({ published: 3, indexed: 3 });

  await fill(never, () => expect.unreachable());

  expect(put).toEqual([]);
});

test('what is missing is put in, and what failed before stays out', async () => {
  const { fill, put } = library({ published: 3, indexed: 1 });
  const told: number[] = [];

  await fill(never, (documents) => told.push(documents));

  expect(told).toEqual([1]);
  expect(put).toMatchObject([{ revision: { documentId: 'missing', number: 2 }, recordVersion: 5 }]);
});

test('a document whose files are damaged keeps no other out', async () => {
  const { fill, said } = library({ published: 3, indexed: 1 }, new Failure('invalid', 'manifest.broken', ''));

  await fill(never, () => undefined);

  expect(said).toHaveLength(1);
});

test('a store that cannot answer ends it, for a search would miss what is there', async () => {
  const { fill } = library({ published: 3, indexed: 1 }, new Failure('unavailable', 'store.unavailable', ''));

  await expect(fill(never, () => undefined)).rejects.toMatchObject({ code: 'store.unavailable' });
});

function library({ published, indexed }: { published: number; indexed: number }, failure?: Failure) {
  const put: unknown[] = [];
  const said: unknown[] = [];
  const document = { publishedRevision: 2, recordVersion: 5, isIndexed: false, failure: null };
  const documents = [
    { ...document, id: 'indexed', isIndexed: true },
    { ...document, id: 'failed', failure: {} },
    { ...document, id: 'missing' },
  ];
  const catalogue = {
    shelves: async () => [{ documents: published }],
    countIndexed: async () => indexed,
    documents: async () => ({ documents, next: null }),
  } as unknown as FillIndexTools['catalogue'];
  const run = async (payload: unknown) => {
    if (failure) throw failure;
    put.push(payload);
  };
  const handlers = [{ job: { name: 'index-document' }, run }] as unknown as readonly JobHandler[];
  const log = { warn: (...what: unknown[]) => void said.push(what) } as FillIndexTools['log'];
  return { fill: createFillIndex({ catalogue, handlers, log }), put, said };
}
