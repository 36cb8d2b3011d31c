import { Failure } from '@diachi/domain';
import type { Locks, ObjectStore } from '@diachi/ports';
import { expect, test } from 'vitest';
import { createLongWork } from './long-work.ts';

const quiet = { debug: () => {}, warn: () => {}, error: () => {} };

test('long work that has begun is known to every process of the library from then on', async () => {
  const kept = new Map<string, Uint8Array>();
  const store = {
    put: async (key: string, bytes: Uint8Array) => void kept.set(key, bytes),
    get: async (key: string) => kept.get(key) ?? Promise.reject(new Failure('missing', 'store.missing', 'Not there.')),
  } as unknown as ObjectStore;
  const alone = (async (_name, work) => {
    await work(new AbortController().signal);
    return true;
  }) as Locks['alone'];
  const process = () =>
    createLongWork({
      name: 'learning',
      key: 'reports/learning-progress.json',
      locks: { alone } as Locks,
      store,
      running: () => new Failure('conflict', 'learning.running', 'It is learning.'),
      signal: new AbortController().signal,
      clock: () => new Date(1_700_000_000_000),
      log: quiet,
      onTold: () => {},
    });
  const work = Promise.withResolvers<number>();
  const here = process();

  await here.start(() => work.promise);

  expect(await process().state()).toMatchObject({ isRunning: true });
  work.resolve(0);
  await here.settled();
  expect(await process().state()).toMatchObject({ isRunning: false, failure: null });
});
