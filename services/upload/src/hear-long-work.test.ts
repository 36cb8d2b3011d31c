import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { hearLongWork } from './hear-long-work.ts';
import type { LongWorkState } from './told-progress.ts';

const running: LongWorkState = { isRunning: true, done: 1, planned: 3, problems: 0, failure: null };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function inAnotherProcess() {
  const elsewhere: { state: LongWorkState | null; harvest: LongWorkState | null; isWatched: boolean; told: number } = {
    state: null,
    harvest: null,
    isWatched: true,
    told: 0,
  };
  const quiet = () => {};
  const stop = hearLongWork({
    rebuild: { state: async () => null },
    inspection: { state: async () => elsewhere.state },
    others: async () => [null, elsewhere.harvest],
    log: { debug: quiet, warn: quiet, error: quiet },
    isWanted: () => elsewhere.isWatched,
    onChange: async () => {
      elsewhere.told += 1;
    },
  });
  return { elsewhere, stop };
}

const aWhile = () => vi.advanceTimersByTimeAsync(2_000);

test('an inspection in another process is told of when it goes on and when it has ended, and not in between', async () => {
  const { elsewhere, stop } = inAnotherProcess();
  await aWhile();
  const before = elsewhere.told;

  elsewhere.state = running;
  await aWhile();
  await aWhile();
  expect(elsewhere.told - before).toBe(1);
  elsewhere.state = { ...running, isRunning: false };
  await aWhile();
  expect(elsewhere.told - before).toBe(2);
  stop();
});

test('a harvest in another process is told of too', async () => {
  const { elsewhere, stop } = inAnotherProcess();
  await aWhile();
  const before = elsewhere.told;

  elsewhere.harvest = running;
  await aWhile();
  elsewhere.harvest = { ...running, done: 2 };
  await aWhile();
  elsewhere.harvest = { ...running, isRunning: false };
  await aWhile();

  expect(elsewhere.told - before).toBe(3);
  stop();
});

test('nobody is asked while no page is open', async () => {
  const { elsewhere, stop } = inAnotherProcess();
  elsewhere.isWatched = false;
  elsewhere.state = running;

  await aWhile();

  expect(elsewhere.told).toBe(0);
  stop();
});
