import { randomUUID } from 'node:crypto';
import { type Delivery, handle } from '@diachi/ports';
import { describe, expect, onTestFinished, test } from 'vitest';
import { hasRedis, startRedis } from '../../../test/servers/index.ts';
import { createBullQueue } from './bull-queue.ts';
import { openQueue } from './testing/open-queue.ts';
import { bindJob, bookOf, pageOf, readJob, type SamplePage, sampleJobs, shrinkJob } from './testing/sample-jobs.ts';

describe.skipIf(!hasRedis())('a Redis that is not there', () => {
  test('what waited and what ran when Redis was killed is finished when it is back', async () => {
    const redis = await ownRedis();
    const { queue, events, logged } = await openQueue({ redisUrl: redis.url, prefix: 'test' });
    const gate = Promise.withResolvers<void>();
    let reads = 0;
    const read = async () => {
      reads++;
      await gate.promise;
    };
    queue.work([handle(readJob, read), handle(shrinkJob, nothing), handle(bindJob, nothing)], { concurrency: 2 });
    await queue.add(bookOf('a', 5));
    await events.until('started', 'read_a_1');
    await written(redis.url);

    await redis.kill();
    gate.resolve();
    await expect(queue.depth()).rejects.toMatchObject({ kind: 'unavailable', code: 'queue.unavailable' });
    await redis.restart();
    await events.until('done', 'bind_a_0');

    // The two that ended while Redis was away were not done again.
    expect(reads).toBe(5);
    expect(events.ids('failed')).toEqual([]);
    expect(logged).toContain('Redis is away');
    expect(await queue.depth()).toEqual({ waiting: 0, running: 0 });
  });

  test('after everything was forgotten, running steps are told to end, and later work is done and heard of', async () => {
    const redis = await ownRedis();
    const times = { lockMs: 600, stalledEveryMs: 200 };
    const { queue, events, logged } = await openQueue({ redisUrl: redis.url, prefix: 'test', ...times });
    const ended: string[] = [];
    const read = async ({ book }: SamplePage, { signal }: Delivery) => {
      if (book !== 'lost') return;
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      ended.push(String(signal.reason.code));
    };
    queue.work([handle(readJob, read)], { concurrency: 1 });
    await queue.add(pageOf('lost', 1));
    await events.until('started', 'read_lost_1');
    expect(await queue.isUnderWay(pageOf('lost', 1))).toBe(true);

    await redis.flush();
    await queue.add(pageOf('later', 1));
    await events.until('done', 'read_later_1');

    expect(ended).toEqual(['step.lost']);
    expect(logged).toContain('a step ended that the queue had given up or forgotten');
    expect(await queue.isUnderWay(pageOf('lost', 1))).toBe(false);
    expect(await queue.depth()).toEqual({ waiting: 0, running: 0 });
  });

  test.each<{ how: string; away: 'kill' | 'pause' }>([
    { how: 'gone', away: 'kill' },
    { how: 'silent', away: 'pause' },
  ])(
    'while Redis is $how, every question fails in a few seconds, and is answered again afterwards',
    async ({ away }) => {
      const redis = await ownRedis();
      const { queue } = await openQueue({ redisUrl: redis.url, prefix: 'test' });
      await redis[away]();

      const began = performance.now();
      const asked = [
        queue.add(pageOf('a', 1)),
        queue.isUnderWay(pageOf('a', 1)),
        queue.drop('b'),
        queue.depth(),
        queue.depths(),
        queue.pause(),
        queue.resume(),
        queue.isPaused(),
      ];
      for (const answer of await Promise.allSettled(asked)) {
        expect(answer).toMatchObject({
          status: 'rejected',
          reason: { kind: 'unavailable', code: 'queue.unavailable' },
        });
      }
      expect(performance.now() - began).toBeLessThan(20_000);

      if (away === 'kill') await redis.restart();
      else redis.resume();
      await queue.add(pageOf('a', 2));
      expect(await queue.isUnderWay(pageOf('a', 2))).toBe(true);
    },
  );

  test('a queue closes while Redis is away', async () => {
    const redis = await ownRedis();
    const { queue, events } = await openQueue({ redisUrl: redis.url, prefix: 'test' });
    const untilStopped = async (_: SamplePage, { signal }: Delivery) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      throw signal.reason;
    };
    queue.work([handle(readJob, untilStopped)], { concurrency: 1 });
    await queue.add(pageOf('a', 1));
    await events.until('started', 'read_a_1');
    await redis.kill();

    const began = performance.now();
    await queue.close();

    expect(performance.now() - began).toBeLessThan(20_000);
  });

  test('a queue is not opened where nobody answers', async () => {
    const redis = await ownRedis();
    await redis.kill();

    await expect(createBullQueue({ redisUrl: redis.url, prefix: 'test', jobs: sampleJobs })).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'queue.unavailable',
    });
  });

  test.each(['allkeys-lru', 'volatile-ttl'])('a server set to %s is refused', async (maxmemoryPolicy) => {
    const redis = await startRedis({ maxmemoryPolicy });
    onTestFinished(redis.stop);

    await expect(createBullQueue({ redisUrl: redis.url, prefix: 'test', jobs: sampleJobs })).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'queue.evicts',
      message: expect.stringContaining('Set maxmemory-policy to noeviction'),
      details: { policy: maxmemoryPolicy },
    });
  });

  test('what does not belong there hinders nobody', async () => {
    const redis = await ownRedis();
    const prefix = `test-${randomUUID()}`;
    const { queue, events, logged } = await openQueue({ redisUrl: redis.url, prefix });
    const { connectRedis } = await import('./connect-redis.ts');
    const foreign = connectRedis(redis.url, 'asking', { warn: () => {}, error: () => {} });
    onTestFinished(foreign.end);
    const read: string[] = [];
    queue.work([handle(readJob, async ({ book }) => void read.push(book))], { concurrency: 1 });

    await foreign.redis.xadd(`${prefix}::events`, '*', 'event', '{"kind":"done"');
    await foreign.redis.xadd(`${prefix}::events`, '*', 'event', '{"kind":"eaten","job":"read"}');
    await foreign.redis.hset(`${prefix}:read:read_x_1`, {
      name: 'read',
      data: '{',
      timestamp: 1,
      priority: 1,
      opts: '{}',
    });
    await foreign.redis.zadd(`${prefix}:read:prioritized`, 1, 'read_x_1');
    await foreign.redis.zadd(`${prefix}:read:prioritized`, 2, 'read_ghost_1');
    await queue.add(pageOf('a', 1));
    await events.until('done', 'read_a_1');

    expect(read).toEqual(['a']);
    expect(logged.filter((line) => line === 'what was told about a step cannot be read')).toHaveLength(2);
    expect(events.ids('failed')).toEqual(['read_x_1', 'read_ghost_1']);
    expect(await queue.depth()).toEqual({ waiting: 0, running: 0 });
  });
});

const nothing = async () => {};

async function ownRedis() {
  const redis = await startRedis();
  onTestFinished(redis.stop);
  return redis;
}

/** Waits until Redis has written down on the disk what it was told. */
async function written(url: string): Promise<void> {
  const { Redis } = await import('ioredis');
  const redis = new Redis(url);
  await redis.config('SET', 'appendfsync', 'always');
  await redis.set('written', 1);
  redis.disconnect();
}
