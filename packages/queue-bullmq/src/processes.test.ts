import { randomUUID } from 'node:crypto';
import { handle } from '@diachi/ports';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { hasRedis, type RedisServer, startRedis } from '../../../test/servers/index.ts';
import { openQueue } from './testing/open-queue.ts';
import type { QueueProcessOptions } from './testing/queue-process.ts';
import { bookOf, pageOf, readJob } from './testing/sample-jobs.ts';
import { startQueueProcess } from './testing/start-queue-process.ts';

// Short, so that the death of a process is noticed soon.
const times = { lockMs: 1_500, stalledEveryMs: 300 };
/** So long that nothing is delivered again because a lock ran out, as a short one may when its process has to wait for the processor. */
const LONG_LOCK_MS = 60_000;

describe.skipIf(!hasRedis())('several processes', () => {
  let redis: RedisServer;
  let prefix = '';
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  beforeEach(() => {
    prefix = `test-${randomUUID()}`;
  });

  const open = () => openQueue({ redisUrl: redis.url, prefix, ...times });
  const start = async (pages: QueueProcessOptions['pages'], concurrency = 1, lockMs = times.lockMs) => {
    const worker = await startQueueProcess({ redisUrl: redis.url, prefix, ...times, lockMs, pages, concurrency });
    onTestFinished(worker.kill);
    return worker;
  };

  test('a step whose process was killed is delivered again to another, as the second attempt, and is done once', async () => {
    const { queue, events } = await open();
    const killed = await start('when told');
    await queue.add(bookOf('a', 1));
    await killed.until('started');

    killed.kill();
    const other = await start('at once');
    await events.until('done', 'bind_a_0');

    expect(await other.until('started')).toEqual({ is: 'started', id: 'read_a_0', attempt: 2 });
    expect(events.ids('done')).toEqual(['read_a_0', 'shrink_a_0', 'bind_a_0']);
    expect(events.ids('failed')).toEqual([]);
  });

  test('a killed process costs nothing that was written down', async () => {
    const { queue, events } = await open();
    const killed = await start('slowly', 4);
    const other = await start('slowly', 4, LONG_LOCK_MS);
    await queue.add(bookOf('a', 150));
    await killed.until('ended', 20);

    killed.kill();
    await events.until('done', 'bind_a_0');

    const done = events.ids('done');
    expect(done).toHaveLength(301);
    expect(new Set(done).size).toBe(301);
    const again = events.all.filter((event) => event.kind === 'started' && event.attempt > 1);
    expect(again.length).toBeLessThanOrEqual(4);
    await other.until('ended');
    expect(await queue.depth()).toEqual({ waiting: 0, running: 0 });
  });

  test('a step over which every process dies is delivered beyond its attempts, so that it can decide itself', async () => {
    const { queue, events } = await open();
    await queue.add(pageOf('a', 1));
    for (let death = 0; death < 4; death++) await (await start('die')).ended;

    const last = await start('at once');
    await events.until('done', 'read_a_1');

    expect(await last.until('started')).toEqual({ is: 'started', id: 'read_a_1', attempt: 5 });
    expect(readJob.attempts).toBeLessThan(5);
  });

  test('a process that closes hands back its steps at once, and no attempt is counted', async () => {
    const { queue, events } = await open();
    const closing = await start('when told', 1, LONG_LOCK_MS);
    await queue.add(pageOf('a', 1));
    await closing.until('started');
    const other = await start('at once');

    closing.send({ order: 'close' });
    await events.until('done', 'read_a_1');

    expect(await other.until('started')).toEqual({ is: 'started', id: 'read_a_1', attempt: 1 });
    expect(await closing.ended).toBe(0);
    expect(events.ids('failed')).toEqual([]);
  });

  test('two processes share the work, and nothing is done twice', async () => {
    const { queue, events } = await open();
    const workers = [await start('slowly', 2, LONG_LOCK_MS), await start('slowly', 2, LONG_LOCK_MS)];

    await queue.add(bookOf('a', 100));
    await events.until('done', 'bind_a_0');

    const shares = () => workers.map((worker) => worker.told.filter((told) => told.is === 'ended').length);
    // What processes tell comes by another way than what the queue tells.
    await expect.poll(() => shares().reduce((sum, share) => sum + share)).toBe(100);
    expect(Math.min(...shares())).toBeGreaterThan(20);
  });

  test('no process keeps steps that another could do', async () => {
    const { queue, events } = await open();
    const busy = await start('when told', 1, LONG_LOCK_MS);
    await queue.add(bookOf('a', 10));
    await busy.until('started');

    await start('at once');
    await events.until('done', 'shrink_a_9');

    expect(busy.told.filter((told) => told.is === 'started')).toHaveLength(1);
    expect(await queue.depth()).toMatchObject({ running: 1 });
  });

  test('a group is dropped wherever its steps run', async () => {
    const { queue } = await open();
    const worker = await start('when told', 2);
    await queue.add(bookOf('a', 5));
    await worker.until('started', 2);

    await queue.drop('a');

    expect(await queue.depth()).toEqual({ waiting: 0, running: 0 });
    await queue.add(pageOf('b', 1));
    await worker.until('started', 3);
  });

  test('a group one of whose steps died with its process is dropped when its lock runs out', async () => {
    const { queue, events } = await open();
    const killed = await start('when told');
    await queue.add(pageOf('a', 1));
    await killed.until('started');
    killed.kill();
    await killed.ended;

    await queue.drop('a');

    await queue.add(pageOf('a', 1));
    await start('at once');
    expect(await events.until('done', 'read_a_1')).toMatchObject({ attempt: 1 });
  });

  test('what one process holds back no other delivers', async () => {
    const { queue, events } = await open();
    await start('at once');
    await queue.pause();
    await queue.add(pageOf('a', 1));
    const other = await open();

    expect(await other.queue.isPaused()).toBe(true);
    expect(await other.queue.depth()).toEqual({ waiting: 1, running: 0 });
    await other.queue.resume();

    await events.until('done', 'read_a_1');
  });

  test('a tree whose adding was broken off is not under way, and adding it again makes it whole', async () => {
    const pageCount = 2_000;
    const { queue, events } = await open();
    const adding = await start('at once', 0);
    adding.send({ order: 'die while adding', pageCount });
    await adding.ended;
    const planted = await queue.depth();
    const tree = bookOf('killed', pageCount);

    expect(planted.waiting).toBeLessThan(2 * pageCount + 1);
    expect(await queue.isUnderWay(tree)).toBe(false);
    const done = new Map<string, number>();
    const worker = handle(readJob, async ({ page }) => void done.set(`${page}`, (done.get(`${page}`) ?? 0) + 1));
    queue.work([worker], { concurrency: 4 });
    await events.until('done', 'read_killed_20');
    await queue.add(tree);
    expect(await queue.isUnderWay(tree)).toBe(true);
    await start('at once', 4);
    await events.until('done', 'bind_killed_0');

    const counted = events.ids('done');
    expect(counted).toHaveLength(2 * pageCount + 1);
    expect(new Set(counted).size).toBe(2 * pageCount + 1);
    expect(await queue.depth()).toEqual({ waiting: 0, running: 0 });
  });
});
