import { randomUUID } from 'node:crypto';
import type { Step } from '@diachi/jobs';
import { type FlowJob, FlowProducer } from 'bullmq';
import { Redis } from 'ioredis';
import { describe, expect, onTestFinished, test } from 'vitest';
import { hasRedis, startRedis } from '../../../test/servers/index.ts';
import { openQueue } from './testing/open-queue.ts';
import { bookOf } from './testing/sample-jobs.ts';

// Steps are planted by a script of our own into the keys of BullMQ. This test fails when another version of BullMQ writes them otherwise.
describe.skipIf(!hasRedis())('what is planted', () => {
  test('is what BullMQ itself would have written', async () => {
    const redis = await startRedis();
    onTestFinished(redis.stop);
    const [ours, theirs] = [`ours-${randomUUID()}`, `bull-${randomUUID()}`];
    const { queue } = await openQueue({ redisUrl: redis.url, prefix: ours });
    const inside = new Redis(redis.url);
    onTestFinished(() => inside.disconnect());
    const producer = new FlowProducer({ connection: { url: redis.url }, prefix: theirs });
    onTestFinished(() => producer.close());

    await queue.add(bookOf('a', 2));
    await producer.add(flowOf(bookOf('a', 2)));

    const written = await contents(inside, ours);
    const expected = await contents(inside, theirs);
    expect(Object.keys(expected)).toHaveLength(5 + 3 + 3 + 2);
    expect(written).toEqual(expected);
  });
});

/** The same tree as BullMQ is told it. */
const flowOf = (step: Step): FlowJob => ({
  name: step.job,
  queueName: step.job,
  data: step.payload,
  opts: {
    jobId: step.id,
    attempts: 3,
    priority: 2 ** 20 + 1 + (step.payload as { page: number }).page,
    failParentOnFailure: true,
  },
  children: step.after.map(flowOf),
});

/** Every key of a prefix that says which steps there are and what they do, without the moments at which they were planted. */
async function contents(redis: Redis, prefix: string): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const key of await redis.keys(`${prefix}:*`)) {
    const name = key.slice(prefix.length);
    if (/^::|:(meta|id|events)$/.test(name)) continue;
    found[name] = JSON.parse(JSON.stringify(await contentOf(redis, key)).replaceAll(prefix, ''));
  }
  return found;
}

async function contentOf(redis: Redis, key: string): Promise<unknown> {
  switch (await redis.type(key)) {
    case 'hash': {
      const { name, data, delay, priority, parentKey, parent } = await redis.hgetall(key);
      return { name, data, delay, priority, parentKey, parent: parent && JSON.parse(parent) };
    }
    case 'zset':
      return key.endsWith(':waiting-children')
        ? (await redis.zrange(key, '0', '-1')).toSorted()
        : redis.zrange(key, '0', '-1', 'WITHSCORES');
    case 'set':
      return (await redis.smembers(key)).toSorted();
    default:
      return redis.get(key);
  }
}
