import { randomUUID } from 'node:crypto';
import { handle } from '@diachi/ports';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { hasRedis, type RedisServer, startRedis } from '../../../test/servers/index.ts';
import { openQueue } from './testing/open-queue.ts';
import { pageOf, readJob } from './testing/sample-jobs.ts';

/** Of so many groups it is known when a tree of theirs ended last. */
const TOLD_APART = 10_000;

describe.skipIf(!hasRedis())('a moment after which something was decided', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  const opened = async () => {
    const prefix = `test-${randomUUID()}`;
    const inside = new Redis(redis.url);
    onTestFinished(() => inside.disconnect());
    const { queue, events } = await openQueue({ redisUrl: redis.url, prefix });
    queue.work([handle(readJob, async () => {})], { concurrency: 1 });
    return { queue, events, inside, prefix };
  };

  test('holds for groups whose endings are told apart no more, and little is kept of them', async () => {
    const { queue, events, inside, prefix } = await opened();
    const before = await queue.moment();
    await queue.add(pageOf('a', 1));
    await events.until('done', 'read_a_1');
    // As if as many others had ended after it.
    await inside.zadd(
      `${prefix}::endings`,
      ...Array.from({ length: TOLD_APART - 1 }, (_, at) => [at + 2, `g${at}`]).flat(),
    );
    await inside.hset(`${prefix}::ended`, 'count', TOLD_APART);
    const between = await queue.moment();
    await queue.add(pageOf('b', 1));
    await events.until('done', 'read_b_1');

    expect(await inside.zcard(`${prefix}::endings`)).toBe(TOLD_APART);
    expect(await inside.zscore(`${prefix}::endings`, 'a')).toBeNull();
    expect(await queue.add(pageOf('a', 2), { unlessEndedSince: before })).toBe(false);
    expect(await queue.add(pageOf('a', 2), { unlessEndedSince: between })).toBe(true);
    expect(await queue.add(pageOf('b', 2), { unlessEndedSince: between })).toBe(false);
  });

  test('that was before Redis lost what it knew is asked for again', async () => {
    const { queue, events, inside } = await opened();
    await queue.add(pageOf('a', 1));
    await events.until('done', 'read_a_1');
    const before = await queue.moment();

    await inside.flushall();

    expect(await queue.add(pageOf('a', 1), { unlessEndedSince: before })).toBe(false);
    expect(await queue.add(pageOf('a', 1), { unlessEndedSince: await queue.moment() })).toBe(true);
  });
});
