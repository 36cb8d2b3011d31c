import { expect, test } from 'vitest';
import { createBytePace } from './byte-pace.ts';

test('what is read is kept to so many megabytes a second, and what reading itself took counts', async () => {
  let nowMs = 0;
  const waits: number[] = [];
  const wait = async (ms: number) => {
    waits.push(ms);
    nowMs += ms;
  };
  const pace = createBytePace(
    () => 10,
    wait,
    () => nowMs,
  );

  await pace(1_000_000);
  nowMs += 60;
  await pace(1_000_000);
  await pace(10_000);

  expect(waits).toEqual([100, 40]);
});

test('a long wait for something else is not made up for by a burst', async () => {
  let nowMs = 0;
  let waitedMs = 0;
  const wait = async (ms: number) => {
    waitedMs += ms;
    nowMs += ms;
  };
  const pace = createBytePace(
    () => 1,
    wait,
    () => nowMs,
  );
  nowMs = 3_600_000;

  for (let piece = 0; piece < 5; piece += 1) await pace(1_000_000);

  expect(waitedMs).toBe(4_000);
});

test('nothing is waited for when it goes as fast as it can', async () => {
  const pace = createBytePace(
    () => 0,
    () => Promise.reject(new Error('waited')),
  );

  await expect(pace(1e12)).resolves.toBeUndefined();
});

test('a pace that is changed holds from the next piece on', async () => {
  let mbPerSecond = 1;
  const waits: number[] = [];
  const pace = createBytePace(
    () => mbPerSecond,
    async (ms) => void waits.push(ms),
    () => 0,
  );

  await pace(100_000);
  mbPerSecond = 0;
  await pace(1e12);

  expect(waits).toEqual([100]);
});
