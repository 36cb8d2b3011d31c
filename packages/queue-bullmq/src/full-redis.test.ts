import { handle } from '@diachi/ports';
import { Redis } from 'ioredis';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { hasRedis, startRedis } from '../../../test/servers/index.ts';
import { createLeaveRoom } from './leave-room.ts';
import { openQueue } from './testing/open-queue.ts';
import { bindJob, bookOf, pageOf, readJob, type SamplePage, shrinkJob } from './testing/sample-jobs.ts';

describe.skipIf(!hasRedis())('a Redis whose memory is full', () => {
  test('takes no more work while there is still room to work off what it has, and takes more when it is given more', async () => {
    const { redis, inside } = await smallRedis();
    const { queue, events, logged } = await openQueue({ redisUrl: redis.url, prefix: 'test' });
    await inside.setrange('foreign', 3 * 2 ** 20, 'x');
    let books = 0;
    await expect(
      (async () => {
        for (;;) await queue.add(bookOf(`b${books++}`, 50));
      })(),
    ).rejects.toMatchObject({ kind: 'unavailable', code: 'queue.full' });
    expect(books).toBeGreaterThan(1);

    queue.work(
      doing(async () => {}),
      { concurrency: 4 },
    );
    await Promise.all(Array.from({ length: books - 1 }, (_, book) => events.until('done', `bind_b${book}_0`)));
    await vi.waitFor(async () => expect((await queue.depth()).running).toBe(0), { timeout: 20_000 });
    await inside.config('SET', 'maxmemory', MOST * 2);
    await vi.waitFor(() => queue.add(bookOf('after', 2)), { timeout: 20_000, interval: 200 });
    await events.until('done', 'bind_after_0');

    expect(events.ids('failed')).toEqual([]);
    expect(logged).toEqual([]);
  }, 120_000);

  test('filled up by others, what runs is kept and written down later, once, and it is told what is wrong', async () => {
    const { redis, inside } = await smallRedis();
    const told: { readonly message: string; readonly code: unknown }[] = [];
    const tell = (fields: object, message: string) =>
      void told.push({ message, code: (fields as { code?: unknown }).code });
    const log = { warn: tell, error: tell };
    const times = { lockMs: 600, stalledEveryMs: 200 };
    const { queue, events } = await openQueue({ redisUrl: redis.url, prefix: 'test', log, ...times });
    const gate = Promise.withResolvers<void>();
    const attempts: number[] = [];
    const read = async (_: SamplePage, { attempt }: { attempt: number }) => {
      attempts.push(attempt);
      await gate.promise;
    };
    queue.work([handle(readJob, read)], { concurrency: 2 });
    await queue.add(pageOf('a', 1));
    await events.until('started', 'read_a_1');
    await queue.pause();
    await queue.add(pageOf('a', 2));
    await queue.add(pageOf('b', 1));

    await fill(inside);
    await queue.drop('b');
    await expect(queue.add(pageOf('a', 3))).rejects.toMatchObject({ kind: 'unavailable', code: 'queue.full' });
    await queue.pause();
    await queue.resume();
    gate.resolve();
    await vi.waitFor(() => {
      expect(told.map(({ message }) => message)).toContain(
        'the end of a step could not be written down; it is tried again',
      );
      expect(told.map(({ message }) => message)).toContain('no step could be taken; it is tried again');
    }, 20_000);
    // Longer than a lock lasts: what runs here stays this process's.
    await untilPassed(inside, times.lockMs * 2);
    await empty(inside);
    await events.until('done', 'read_a_1');
    await events.until('done', 'read_a_2');

    expect(attempts).toEqual([1, 1]);
    expect(events.ids('started')).not.toContain('read_b_1');
    const tries = told.filter(({ message }) => message === 'no step could be taken; it is tried again');
    expect(tries).toHaveLength(1);
    expect(told.map(({ code }) => code)).toEqual(told.map(() => 'queue.full'));
  });

  test('how full it is, is asked every two seconds at most, and sooner only when much is added', async () => {
    const { inside } = await smallRedis();
    // It asks by itself when it connects.
    await inside.ping();
    const asked = vi.spyOn(inside, 'info');
    let nowMs = 0;
    const leaveRoom = createLeaveRoom(inside, () => nowMs);

    await Promise.all([leaveRoom(10), leaveRoom(10), leaveRoom(10)]);
    nowMs = 1_900;
    await leaveRoom(10);
    expect(asked).toHaveBeenCalledTimes(1);
    nowMs = 2_100;
    await leaveRoom(10);
    expect(asked).toHaveBeenCalledTimes(2);
    await leaveRoom(1_000_000);
    expect(asked).toHaveBeenCalledTimes(3);
    await fill(inside);
    nowMs = 4_200;

    await expect(leaveRoom(10)).rejects.toMatchObject({ code: 'queue.full', details: { allowed: 1_000 } });
    await inside.config('SET', 'maxmemory', 0);
    nowMs = 6_300;
    await leaveRoom(1_000_000_000);
  });
});

const doing = (run: () => Promise<void>) => [handle(readJob, run), handle(shrinkJob, run), handle(bindJob, run)];

async function smallRedis() {
  const redis = await startRedis({ maxmemory: String(MOST) });
  onTestFinished(redis.stop);
  const inside = new Redis(redis.url);
  inside.on('error', () => {});
  onTestFinished(() => inside.disconnect());
  return { redis, inside };
}

const MOST = 6 * 2 ** 20;

/** As if somebody else had taken all the memory there is. */
const fill = (inside: Redis) => inside.config('SET', 'maxmemory', 1_000);
const empty = (inside: Redis) => inside.config('SET', 'maxmemory', MOST);

/** By the clock of Redis. */
async function untilPassed(inside: Redis, ms: number): Promise<void> {
  const clock = async () => Number((await inside.time())[0]) * 1_000 + Number((await inside.time())[1]) / 1_000;
  const start = await clock();
  await vi.waitFor(async () => expect((await clock()) - start).toBeGreaterThan(ms), { timeout: ms + 20_000 });
}
