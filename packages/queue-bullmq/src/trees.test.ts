import { randomUUID } from 'node:crypto';
import { Failure } from '@diachi/domain';
import type { Step } from '@diachi/jobs';
import { handle } from '@diachi/ports';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { hasRedis, type RedisServer, startRedis } from '../../../test/servers/index.ts';
import { openQueue } from './testing/open-queue.ts';
import { bindJob, bookOf, readJob, type SamplePage, shrinkJob } from './testing/sample-jobs.ts';

describe.skipIf(!hasRedis())('trees of any size and shape', () => {
  let redis: RedisServer;
  let prefix = '';
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  beforeEach(() => {
    prefix = `test-${randomUUID()}`;
  });
  const open = () => openQueue({ redisUrl: redis.url, prefix });

  // Steps that two others wait for are done once when the whole tree is there before they are; otherwise perhaps twice, as no list of the past is kept.
  test.each([
    { seed: 1, isHeld: false },
    { seed: 2, isHeld: false },
    { seed: 3, isHeld: false },
    { seed: 4, isHeld: true },
    { seed: 5, isHeld: true },
  ])('tree $seed, added twice at once, is worked off once, and nothing before what it waits for', async (tree) => {
    const { queue, events } = await open();
    const other = await open();
    const steps = growTree(tree.seed, 700, tree.isHeld ? 20 : 0);
    const root = steps[0] as Step;
    queue.work(
      [readJob, shrinkJob, bindJob].map((job) => handle(job, async () => {})),
      { concurrency: 3 },
    );
    if (tree.isHeld) await queue.pause();

    await Promise.all([queue.add(root), other.queue.add(root)]);
    if (tree.isHeld) await queue.resume();
    await events.until('done', root.id);

    const done = events.ids('done');
    const doneAt = new Map(done.map((id, place) => [id, place]));
    expect(done.toSorted()).toEqual([...new Set(steps.map(({ id }) => id))].toSorted());
    for (const step of steps) {
      for (const before of step.after) expect(doneAt.get(before.id)).toBeLessThan(doneAt.get(step.id) ?? -1);
    }
    expect(await queue.depth()).toEqual({ waiting: 0, running: 0 });
    expect(await leftovers(redis.url, prefix)).toEqual([]);
  });

  test.each([11, 12, 13])('tree %i, of which steps fail, is whole after it was added again', async (seed) => {
    const { queue, events } = await open();
    const steps = growTree(seed, 500, 0);
    const root = steps[0] as Step;
    const torn = new Set(
      steps.filter((_, place) => place % 97 === 96).map((step) => (step.payload as SamplePage).page),
    );
    const run = async ({ page }: SamplePage) => {
      if (torn.delete(page)) throw new Failure('invalid', 'work.bad-count', 'The page is torn.');
    };
    queue.work(
      [readJob, shrinkJob, bindJob].map((job) => handle(job, run)),
      { concurrency: 3 },
    );
    queue.follow((event) => {
      if (event.kind === 'failed') void queue.add(root);
    });

    await queue.add(root);
    await events.until('done', root.id);

    expect(torn.size).toBe(0);
    expect(new Set(events.ids('done'))).toEqual(new Set(steps.map(({ id }) => id)));
  });

  test('a book of 20,000 pages is taken and dropped without holding up others', async () => {
    const inside = new Redis(redis.url);
    onTestFinished(() => inside.disconnect());
    await inside.config('RESETSTAT');
    const { queue } = await open();

    await queue.add(bookOf('book', 20_000));
    expect(await queue.depth()).toEqual({ waiting: 40_001, running: 0 });
    await queue.add(bookOf('book', 20_000));
    expect(await queue.depth()).toEqual({ waiting: 40_001, running: 0 });
    await queue.drop('book');

    expect(await queue.depth()).toEqual({ waiting: 0, running: 0 });
    // In so many pieces that others are answered in between; how long one takes depends on who else uses this machine.
    const [, calls = '0', usecPerCall = '0'] =
      /cmdstat_evalsha:calls=(\d+),.*usec_per_call=([\d.]+)/.exec(await inside.info('commandstats')) ?? [];
    expect(Number(calls)).toBeGreaterThan(300);
    expect(Number(usecPerCall) / 1_000).toBeLessThan(100);
    expect(await leftovers(redis.url, prefix)).toEqual([]);
  });
});

/** Steps of a tree, the root first; some are waited for by two others. The same seed grows the same tree. */
function growTree(seed: number, size: number, sharedCount: number): readonly Step[] {
  let state = seed;
  // A linear congruential generator: good enough to make trees differ.
  const random = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  const steps: (Step & { readonly after: Step[] })[] = [];
  for (let page = 0; page < size; page++) {
    const job = [readJob, shrinkJob, bindJob][random(3)] ?? readJob;
    const payload = { book: `seed${seed}`, page };
    const step = { job: job.name, id: job.id(payload), payload, after: [] };
    // Long branches for even seeds, bushes for odd ones.
    const parent = seed % 2 === 0 ? Math.max(0, page - 1 - random(4)) : random(page);
    steps[parent]?.after.push(step);
    steps.push(step);
  }
  for (let shared = 0; shared < sharedCount; shared++) {
    const leaf = steps[size - 1 - random(size / 10)];
    const parent = steps[random(size / 2)];
    if (leaf && leaf.after.length === 0 && parent && !parent.after.includes(leaf)) parent.after.push(leaf);
  }
  return steps;
}

/** What is still kept of steps that do not wait any more, the history of the queue page apart. */
async function leftovers(url: string, prefix: string): Promise<readonly string[]> {
  const inside = new Redis(url);
  const keys = await inside.keys(`${prefix}*`);
  const finished = new Set<string>();
  for (const key of keys.filter((each) => each.endsWith(':completed'))) {
    const queue = key.slice(0, -'completed'.length);
    for (const id of await inside.zrange(key, '0', '-1')) finished.add(`${queue}${id}`);
  }
  inside.disconnect();
  const kept = /::(events|ended|endings|fair:.*)$|:(meta|id|pc|marker|events|completed|stalled-check)$/;
  return keys.filter((key) => !kept.test(key) && !finished.has(key));
}
