import type { Store } from 'express-rate-limit';
import { beforeEach, expect, test } from 'vitest';
import { createBoundedCounts } from './bounded-counts.ts';

let nowMs: number;
let counts: Store;

beforeEach(() => {
  nowMs = 1_000;
  counts = createBoundedCounts(3, () => nowMs);
  counts.init?.({ windowMs: 100 } as Parameters<NonNullable<Store['init']>>[0]);
});

test('requests are counted from the first of a sender to the end of its window, and then anew', async () => {
  expect(await hits('a')).toBe(1);
  nowMs += 99;
  expect(await counts.increment('a')).toEqual({ totalHits: 2, resetTime: new Date(1_100) });
  expect(await hits('b')).toBe(1);
  nowMs += 1;
  expect(await hits('a')).toBe(1);
  expect(await hits('b')).toBe(2);
});

test('of more senders than there is room for, the one whose window ends first is forgotten', async () => {
  for (const key of ['a', 'a', 'b', 'c', 'd']) await counts.increment(key);

  expect(await hits('b')).toBe(2);
  expect(await hits('a')).toBe(1);
  expect(await hits('d')).toBe(2);
});

test('what went well is taken off again, and never below nothing', async () => {
  await counts.increment('a');
  await counts.decrement('a');
  await counts.decrement('a');
  await counts.decrement('nobody');
  expect(await hits('a')).toBe(1);

  await counts.resetKey('a');
  expect(await hits('a')).toBe(1);
});

const hits = async (key: string) => (await counts.increment(key)).totalHits;
