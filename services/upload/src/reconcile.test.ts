import { type Document, type DocumentId, keys, parseDocumentId, UNDESCRIBED } from '@diachi/domain';
import type { Step } from '@diachi/jobs';
import type { Stretch } from '@diachi/ports';
import { expect, test } from 'vitest';
import { keepRecord } from './keep-record.ts';
import { reconcile } from './reconcile.ts';
import type { WorkTools } from './work-tools.ts';

const MANY = 2_000;
const AT_ONCE = 16;

test('when the queue lost everything, very many documents are planned again a few at a time, in their order, and no record is written', async () => {
  const servers = busyServers();

  expect(await reconcile(servers.tools)).toMatchObject({ planned: MANY });

  expect(servers.most()).toBe(AT_ONCE);
  expect(servers.written).toEqual([]);
  expect(servers.planned).toHaveLength(MANY);
  // Nobody is passed by more than those that are planned at the same time.
  for (const [place, id] of servers.planned.entries()) {
    expect(Math.abs(servers.ids.indexOf(id) - place)).toBeLessThan(2 * AT_ONCE);
  }
});

test('a queue that goes away while very many documents are planned is asked no more', async () => {
  const servers = busyServers({ failAfter: 100 });

  await expect(reconcile(servers.tools)).rejects.toThrow('The queue is gone.');

  expect(servers.planned).toHaveLength(100);
  expect(servers.refused()).toBeLessThanOrEqual(AT_ONCE);
});

/** Very many documents that were received, on servers that answer a turn later each, and count how many ask at once. */
function busyServers({ failAfter = Number.POSITIVE_INFINITY } = {}) {
  const ids = Array.from({ length: MANY }, (_, number) => parseDocumentId(String(number).padStart(16, '0')));
  const planned: DocumentId[] = [];
  const written: string[] = [];
  let underWay = 0;
  let most = 0;
  let refused = 0;
  const answer = async <Value>(value: () => Value | Promise<Value>): Promise<Value> => {
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise((resolve) => setImmediate(resolve));
    underWay -= 1;
    return value();
  };
  const listed = ({ after, limit }: Stretch) => {
    const from = Number(after ?? 0);
    const next = from + limit < MANY ? String(from + limit) : null;
    return { documents: ids.slice(from, from + limit).map(received), next };
  };
  const tools = {
    clock: () => new Date(),
    log: { warn: () => {} },
    catalogue: {
      unfinished: (stretch: Stretch) => answer(() => listed(stretch)),
      withFailure: () => answer(() => []),
      documents: () => answer(() => ({ documents: [], next: null })),
      document: (id: DocumentId) => answer(() => received(id)),
      pages: () => answer(() => []),
      locks: { inOrder: async (_name: string, work: () => Promise<unknown>) => work() },
    },
    queue: {
      isUnderWay: () => answer(() => false),
      moment: () => answer(() => 0),
      add: ({ payload }: Step) =>
        answer(() => {
          if (planned.length >= failAfter) {
            refused += 1;
            throw new Error('The queue is gone.');
          }
          return planned.push((payload as { revision: { documentId: DocumentId } }).revision.documentId) > 0;
        }),
    },
    store: {
      get: (key: string) => answer(() => keptRecord(ids.find((id) => keys.record(id) === key))),
      put: (key: string) => answer(() => void written.push(key)),
      has: () => answer(() => false),
    },
  } as unknown as WorkTools;
  return { tools, ids, planned, written, most: () => most, refused: () => refused };
}

const received = (id: DocumentId): Document => ({
  id,
  record: {
    title: 'Chợ phiên',
    library: 'tinh' as Document['record']['library'],
    ...UNDESCRIBED,
    collection: '',
    kind: 'other',
    date: null,
    language: 'vie',
  },
  recordVersion: 1,
  originals: [],
  state: 'received',
  publishedRevision: 0,
  workRevision: 1,
  pageCount: null,
  failure: null,
  isIndexed: false,
  receivedAt: '2024-05-08T01:02:03.004Z',
  changedAt: '2024-05-08T01:02:03.004Z',
});

/** As the store has it already. */
async function keptRecord(id: DocumentId | undefined): Promise<Uint8Array> {
  if (!id) throw new Error('Nobody asks for anything else.');
  const kept = Promise.withResolvers<Uint8Array>();
  const store = { put: async (_key: string, bytes: Uint8Array) => kept.resolve(bytes) };
  await keepRecord(store as unknown as WorkTools['store'], received(id));
  return kept.promise;
}
