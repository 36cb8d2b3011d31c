import { Failure, type FailureNote } from '@diachi/domain';
import type { JobQueue, ObjectStore } from '@diachi/ports';
import { expect, test } from 'vitest';
import { createWaitForRoom } from './wait-for-room.ts';
import { createWorkBoard } from './work-board.ts';

const full = (code: string): FailureNote => ({ kind: 'unavailable', code, message: 'Full.', details: {} });

test('what is full again as soon as it went on is waited for longer and longer', async () => {
  const { waitForRoom, waits, settled } = watched();

  for (let time = 0; time < 7; time += 1) {
    await waitForRoom(full('catalogue.full'));
    await settled();
  }

  expect(waits).toEqual([30_000, 60_000, 120_000, 240_000, 300_000, 300_000]);
});

test('something else that is full, or the same much later, is tried at once', async () => {
  const { waitForRoom, waits, settled, pass } = watched();

  await waitForRoom(full('catalogue.full'));
  await settled();
  await waitForRoom(full('search.full'));
  await settled();
  pass(120_000);
  await waitForRoom(full('search.full'));
  await settled();

  expect(waits).toEqual([]);
});

test('an error nobody foresaw is written down, and the work goes on when there is room', async () => {
  const broken = [new Error('a bug'), new Failure('unavailable', 'store.full', 'Full.')];
  const { waitForRoom, waits, settled, isHeld, errors } = watched({
    put: async () => {
      const thrown = broken.shift();
      if (thrown) throw thrown;
    },
  });

  await waitForRoom(full('store.full'));
  expect(isHeld()).toBe(true);
  await settled();

  expect(isHeld()).toBe(false);
  expect(waits).toEqual([15_000, 30_000]);
  expect(errors).toHaveLength(1);
});

test('planning again what was given up is tried until it succeeds', async () => {
  const broken = [new Failure('unavailable', 'catalogue.unavailable', 'Away.'), new Error('a bug')];
  let plans = 0;
  const { waitForRoom, settled, errors } = watched({
    goOn: async () => {
      const thrown = broken.shift();
      if (thrown) throw thrown;
      plans += 1;
    },
  });

  await waitForRoom(full('store.full'));
  await settled();

  expect(plans).toBe(1);
  expect(errors).toHaveLength(2);
});

function watched({
  put = async () => {},
  goOn = async () => {},
}: {
  put?: () => Promise<void>;
  goOn?: () => Promise<void>;
} = {}) {
  let nowMs = 0;
  let held = false;
  const waits: number[] = [];
  const errors: unknown[] = [];
  const clock = () => new Date(nowMs);
  const queue = {
    pause: async () => {
      held = true;
    },
    resume: async () => {
      held = false;
    },
  } satisfies Partial<JobQueue>;
  const store = { put, remove: async () => {} } satisfies Partial<ObjectStore>;
  const waitForRoom = createWaitForRoom({
    queue: queue as unknown as JobQueue,
    store: store as unknown as ObjectStore,
    board: createWorkBoard(clock),
    waiting: {
      wait: async (ms) => {
        waits.push(ms);
        nowMs += ms;
      },
      signal: new AbortController().signal,
      log: { debug: () => undefined, warn: () => undefined, error: (fields) => void errors.push(fields) },
    },
    clock,
    goOn,
  });
  /** Everything is only promises here. */
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const pass = (ms: number) => {
    nowMs += ms;
  };
  return { waitForRoom, waits, errors, settled, isHeld: () => held, pass };
}
