import { Failure, keys, parseDocumentId } from '@diachi/domain';
import type { JobQueue } from '@diachi/ports';
import { expect, onTestFinished, test } from 'vitest';
import type { TakenFile } from './taken-file.ts';
import { call, jpeg, sendFile } from './testing/send-file.ts';
import { openLibrary, removeFolder } from './testing/temporary-library.ts';

const HOUR_MS = 3_600_000;

test('while the queue is away, removed documents leave the search index and a due inspection begins', async () => {
  let isAway = false;
  let isIndexAway = false;
  let now = new Date();
  const forgotten: string[] = [];
  const library = await openLibrary({
    clock: () => now,
    wrapQueue: (queue) => planningAway(queue, () => isAway),
    index: {
      remove: async (id) => {
        if (isIndexAway) throw new Failure('unavailable', 'search.unavailable', 'It does not answer.');
        forgotten.push(id);
      },
      async *documents() {},
      size: async () => ({ documents: 2, pages: 4 }),
    },
  });
  onTestFinished(async () => {
    await library.stop();
    await removeFolder(library.folder);
  });
  const admin = await library.signIn('minh', 'admin');
  const take = async (name: string) => {
    const files = [await sendFile(library, admin, name, jpeg(name))];
    const answer = await call(library, admin, 'POST', '/api/documents', { files });
    const [entry] = (await answer.json()) as readonly TakenFile[];
    return entry?.document ?? '';
  };
  const id = await take('a.jpg');
  await library.quiet();
  isIndexAway = true;
  expect((await call(library, admin, 'DELETE', `/api/documents/${id}`)).status).toBe(204);
  isAway = true;
  await take('b.jpg');
  isIndexAway = false;
  now = new Date(now.getTime() + HOUR_MS);

  await expect(library.service.reconcile()).rejects.toMatchObject({ code: 'queue.unavailable' });

  expect(forgotten).toEqual([id]);
  expect((await library.service.inspection()).state).not.toBeNull();
});

/** Nothing can be asked of it, and nothing planned. */
function planningAway(queue: JobQueue, isAway: () => boolean): JobQueue {
  const unlessAway = async () => {
    if (isAway()) throw new Failure('unavailable', 'queue.unavailable', 'It does not answer.');
  };
  return {
    ...queue,
    add: async (...given) => {
      await unlessAway();
      return queue.add(...given);
    },
    isUnderWay: async (step) => {
      await unlessAway();
      return queue.isUnderWay(step);
    },
  };
}

test('what is no longer for everybody leaves the search index at once; an embargo that ends is seen to by the steward', async () => {
  let now = new Date();
  const removed: string[] = [];
  const library = await openLibrary({
    clock: () => now,
    index: {
      remove: async (id) => void removed.push(id),
      async *documents() {},
      size: async () => ({ documents: 1, pages: 1 }),
    },
  });
  onTestFinished(async () => {
    await library.stop();
    await removeFolder(library.folder);
  });
  const admin = await library.signIn('minh', 'admin');
  const files = [await sendFile(library, admin, 'a.jpg', jpeg('a'))];
  const answer = await call(library, admin, 'POST', '/api/documents', { files });
  const [entry] = (await answer.json()) as readonly TakenFile[];
  const id = parseDocumentId(entry?.document);
  await library.quiet();
  const change = async (record: object) => {
    const { recordVersion: onVersion } = await library.catalogue.document(id);
    expect((await call(library, admin, 'PATCH', `/api/documents/${id}`, { record, onVersion })).status).toBe(200);
    await library.quiet();
  };

  await change({ access: 'preview' });
  expect(removed).toEqual([]);
  await change({ access: 'members' });
  expect(removed).toEqual([id]);
  await change({ access: 'open', embargoUntil: '9998-01-02' });
  expect(removed).toEqual([id]);

  const { recordVersion } = await library.catalogue.document(id);
  now = new Date('9998-01-01T12:00:00');
  await library.service.reconcile();
  expect(await library.catalogue.document(id)).toMatchObject({ recordVersion });
  now = new Date('9998-01-02T12:00:00');
  await library.service.reconcile();
  await library.quiet();
  expect(await library.catalogue.document(id)).toMatchObject({ recordVersion: recordVersion + 1 });
  expect(JSON.parse(String(Buffer.from(await library.store.get(keys.record(id)))))).toMatchObject({
    recordVersion: recordVersion + 1,
  });
});
