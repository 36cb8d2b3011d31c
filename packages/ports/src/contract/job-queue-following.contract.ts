import { describe, expect, test } from 'vitest';
import { handle } from '../job-queue.ts';
import {
  createGate,
  doing,
  fail,
  follow,
  joinJob,
  joinStep,
  type OpenQueue,
  one,
  openFor,
  pagesOf,
  readJob,
  readStep,
  slowJob,
  slowStep,
  type Work,
} from './sample-steps.ts';

/** What a queue tells of its steps, and what it answers about them. */
export function followingContract(openEmpty: OpenQueue): void {
  const open = () => openFor(openEmpty);

  describe('following', () => {
    test('everyone who follows hears everything in order, until they stop', async () => {
      const queue = await open();
      const events = follow(queue);
      const heard: string[] = [];
      const stop = queue.follow((event) => heard.push(`${event.kind} ${event.id}`));
      queue.work(doing(readJob), one);
      await queue.add(readStep('a', 1));
      await events.until('done', 'read_a_1');

      stop();
      await queue.add(readStep('a', 2));
      await events.until('done', 'read_a_2');

      expect(heard).toEqual(['started read_a_1', 'done read_a_1']);
    });
  });

  describe('looking', () => {
    test('a step is under way from its taking to its end', async () => {
      const queue = await open();
      const events = follow(queue);
      const gate = createGate();
      queue.work([handle(readJob, () => gate.opened), ...doing(joinJob)], one);
      const tree = joinStep('a', pagesOf('a', 2));

      expect(await queue.isUnderWay(tree)).toBe(false);
      await queue.add(tree);
      await events.until('started', 'read_a_1');
      expect(await queue.isUnderWay(tree)).toBe(true);
      expect(await queue.isUnderWay(readStep('a', 1))).toBe(true);
      expect(await queue.isUnderWay(readStep('a', 3))).toBe(false);
      gate.open();
      await events.until('done', 'join_a');

      expect(await queue.isUnderWay(tree)).toBe(false);
      expect(await queue.isUnderWay(readStep('a', 1))).toBe(false);
    });

    test('a step that waits to be tried again is under way', async () => {
      const queue = await open();
      const events = follow(queue);
      queue.work([handle(slowJob, async () => fail('unavailable'))], one);
      await queue.add(slowStep('a'));
      await events.until('waiting-to-retry', 'slow_a');

      expect(await queue.isUnderWay(slowStep('a'))).toBe(true);
    });

    test('a tree that failed is under way while neighbours of the failed step still are', async () => {
      const queue = await open();
      const events = follow(queue);
      const gate = createGate();
      const read = async ({ page }: Work) => (page === 1 ? fail('invalid') : gate.opened);
      queue.work([handle(readJob, read), ...doing(joinJob)], one);
      const tree = joinStep('a', pagesOf('a', 2));
      await queue.add(tree);
      await events.until('started', 'read_a_2');

      expect(await queue.isUnderWay(tree)).toBe(true);
      gate.open();
      await events.until('done', 'read_a_2');

      expect(await queue.isUnderWay(tree)).toBe(false);
    });

    test('what was dropped is not under way', async () => {
      const queue = await open();
      await queue.add(joinStep('a', pagesOf('a', 2)));

      await queue.drop('a');

      expect(await queue.isUnderWay(joinStep('a', pagesOf('a', 2)))).toBe(false);
    });

    test('steps are counted job by job, in the order in which the jobs were given, and what waits for others apart', async () => {
      const queue = await open();
      const events = follow(queue);
      const gate = createGate();
      queue.work([handle(readJob, () => gate.opened)], one);
      await queue.add(joinStep('a', pagesOf('a', 3)));
      await events.until('started', 'read_a_1');

      const depths = await queue.depths();
      gate.open();

      expect(depths).toEqual([
        { job: 'read', waiting: 2, blocked: 0, running: 1 },
        { job: 'join', waiting: 0, blocked: 1, running: 0 },
        { job: 'publish', waiting: 0, blocked: 0, running: 0 },
        { job: 'urgent', waiting: 0, blocked: 0, running: 0 },
        { job: 'slow', waiting: 0, blocked: 0, running: 0 },
      ]);
    });

    test('a step that waited for others can start when they are done, and one that is tried again starts by itself', async () => {
      const queue = await open();
      const events = follow(queue);
      queue.work([...doing(readJob), handle(slowJob, async () => fail('unavailable'))], one);
      await queue.add(joinStep('a', pagesOf('a', 2)));
      await queue.add(slowStep('b'));
      await events.until('done', 'read_a_2');
      await events.until('waiting-to-retry', 'slow_b');

      const depths = await queue.depths();

      expect(depths.find(({ job }) => job === 'join')).toEqual({ job: 'join', waiting: 1, blocked: 0, running: 0 });
      expect(depths.find(({ job }) => job === 'slow')).toEqual({ job: 'slow', waiting: 1, blocked: 0, running: 0 });
      expect(await queue.depth()).toEqual({ waiting: 2, running: 0 });
    });
  });
}
