import { describe, expect, test } from 'vitest';
import { handle, type JobQueue } from '../job-queue.ts';
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
  publishJob,
  publishStep,
  readJob,
  readStep,
  urgentJob,
  urgentStep,
} from './sample-steps.ts';

type Events = ReturnType<typeof follow>;

/** What is taken of a tree, and what is there already. */
export function takingContract(openEmpty: OpenQueue): void {
  const open = () => openFor(openEmpty);

  describe('taking', () => {
    test('a step that waits or runs is not taken twice', async () => {
      const queue = await open();
      const events = follow(queue);
      const gate = createGate();
      queue.work([handle(readJob, ({ page }) => (page === 1 ? gate.opened : Promise.resolve()))], one);
      await queue.add(readStep('a', 1));
      await queue.add(readStep('a', 2));
      await events.until('started', 'read_a_1');

      await queue.add(readStep('a', 1));
      await queue.add(readStep('a', 2));
      expect(await queue.depth()).toEqual({ waiting: 1, running: 1 });
      gate.open();
      await queue.add(readStep('a', 3));
      await events.until('done', 'read_a_3');

      expect(events.started()).toEqual(['read_a_1', 'read_a_2', 'read_a_3']);
    });

    test('a whole tree added twice is worked off once', async () => {
      const queue = await open();
      const events = follow(queue);
      queue.work(doing(readJob, joinJob, publishJob), { concurrency: 2 });
      await queue.pause();
      const tree = () => publishStep('a', [joinStep('a', pagesOf('a', 3))]);

      await queue.add(tree());
      await queue.add(tree());
      expect(await queue.depth()).toEqual({ waiting: 5, running: 0 });
      await queue.resume();
      await events.until('done', 'publish_a');

      expect(events.started()).toHaveLength(5);
      expect(await queue.depth()).toEqual({ waiting: 0, running: 0 });
    });

    test('a new step waits for one that was waiting or running before it came', async () => {
      const queue = await open();
      const events = follow(queue);
      const gate = createGate();
      queue.work([handle(readJob, () => gate.opened), ...doing(joinJob, publishJob)], { concurrency: 2 });
      await queue.add(readStep('a', 1));
      await events.until('started', 'read_a_1');
      await queue.add(joinStep('a', [readStep('a', 1)]));

      await queue.add(publishStep('a', [joinStep('a', [readStep('a', 1)])]));
      expect(await queue.depth()).toEqual({ waiting: 2, running: 1 });
      gate.open();
      await events.until('done', 'publish_a');

      expect(events.started()).toEqual(['read_a_1', 'join_a', 'publish_a']);
    });

    test.each<{ how: string; end: (queue: JobQueue, events: Events) => Promise<unknown> }>([
      { how: 'done', end: (_queue, events) => events.until('done', 'publish_a') },
      { how: 'given up', end: (_queue, events) => events.until('failed', 'read_a_1') },
      { how: 'dropped', end: (queue) => queue.drop('a') },
    ])('a tree is not taken when one of its group was $how since it was looked for', async ({ how, end }) => {
      const queue = await open();
      const events = follow(queue);
      if (how === 'dropped') await queue.pause();
      const read = how === 'given up' ? handle(readJob, async () => fail('invalid')) : doing(readJob);
      queue.work([read, doing(joinJob, publishJob)].flat(), one);
      const tree = publishStep('a', [joinStep('a', pagesOf('a', 1))]);
      const before = await queue.moment();
      expect(await queue.add(tree, { unlessEndedSince: before })).toBe(true);

      await end(queue, events);
      events.forget();

      expect(await queue.add(tree, { unlessEndedSince: before })).toBe(false);
      expect(await queue.depth()).toMatchObject({ waiting: 0 });
      expect(await queue.isUnderWay(tree)).toBe(false);
      expect(await queue.add(tree, { unlessEndedSince: await queue.moment() })).toBe(true);
    });

    test('a tree is taken though steps of one were done, another group has ended, or nothing is asked', async () => {
      const queue = await open();
      const events = follow(queue);
      const gate = createGate();
      queue.work([handle(publishJob, () => gate.opened), ...doing(readJob, joinJob)], { concurrency: 2 });
      const before = await queue.moment();
      await queue.add(publishStep('a', [joinStep('a', pagesOf('a', 2))]));
      await queue.add(joinStep('b'));
      await events.until('started', 'publish_a');
      await events.until('done', 'join_b');

      expect(await queue.add(readStep('a', 3), { unlessEndedSince: before })).toBe(true);
      await events.until('done', 'read_a_3');

      expect(await queue.add(readStep('a', 4), { unlessEndedSince: before })).toBe(false);
      expect(await queue.add(readStep('a', 4))).toBe(true);
      await events.until('done', 'read_a_4');
      gate.open();
    });

    test('a step that was done may be taken again', async () => {
      const queue = await open();
      const events = follow(queue);
      queue.work(doing(readJob), one);
      await queue.add(readStep('a', 1));
      await events.until('done', 'read_a_1');
      events.forget();

      await queue.add(readStep('a', 1));

      await events.until('done', 'read_a_1');
    });

    test('a tree that failed may be taken again, whole', async () => {
      const queue = await open();
      const events = follow(queue);
      let isDamaged = true;
      queue.work([handle(readJob, async () => void (isDamaged && fail('invalid'))), ...doing(joinJob)], one);
      await queue.add(joinStep('a', pagesOf('a', 1)));
      await events.until('failed', 'read_a_1');
      isDamaged = false;

      await queue.add(joinStep('a', pagesOf('a', 1)));

      await events.until('done', 'join_a');
    });

    test('a step may be taken again the moment its end is told', async () => {
      const queue = await open();
      const events = follow(queue);
      queue.work(doing(readJob), one);
      let again = 2;
      queue.follow((event) => {
        if (event.kind === 'done' && again-- > 0) void queue.add(readStep('a', 1));
      });

      await queue.add(readStep('a', 1));
      await events.until('done', 'read_a_1', 3);
    });

    test('what the queue or the job does not know is refused, and nothing of its tree is taken', async () => {
      const queue = await open();
      const unknown = { job: 'unheard-of', id: 'unheard-of_a', payload: { group: 'a' }, after: [] };
      const hostile = { job: 'read', id: 'read_a_9', payload: { group: '../a' }, after: [] };

      await expect(queue.add(joinStep('a', [readStep('a', 1), unknown]))).rejects.toMatchObject({
        kind: 'invalid',
        code: 'job.unknown',
      });
      await expect(queue.add(joinStep('a', [readStep('a', 1), hostile]))).rejects.toMatchObject({ kind: 'invalid' });

      expect(await queue.depth()).toEqual({ waiting: 0, running: 0 });
    });

    test('a step that would have to wait for itself is refused', async () => {
      const queue = await open();

      await expect(queue.add(joinStep('a', [publishStep('a', [joinStep('a', [])])]))).rejects.toMatchObject({
        kind: 'invalid',
        code: 'step.circular',
      });
    });
  });

  describe('sharing', () => {
    test('a step that two others wait for is done once, and both go on', async () => {
      const queue = await open();
      const events = follow(queue);
      queue.work(doing(readJob, joinJob, publishJob, urgentJob), one);
      await queue.pause();

      await queue.add(publishStep('a', [joinStep('a', [readStep('a', 1)]), urgentStep('a', [readStep('a', 1)])]));
      expect(await queue.depth()).toEqual({ waiting: 4, running: 0 });
      await queue.resume();
      await events.until('done', 'publish_a');

      expect(events.started()).toEqual(['read_a_1', 'urgent_a', 'join_a', 'publish_a']);
    });

    test('a step that waits for one tree may be waited for by another, and fails with either', async () => {
      const queue = await open();
      const events = follow(queue);
      queue.work([handle(readJob, async () => fail('invalid')), ...doing(joinJob, urgentJob)], one);
      await queue.pause();
      await queue.add(joinStep('a', [readStep('a', 1)]));
      await queue.add(urgentStep('b', [readStep('a', 1)]));

      await queue.resume();
      await events.until('failed', 'read_a_1');

      expect(await queue.depth()).toEqual({ waiting: 0, running: 0 });
      expect(events.started()).toEqual(['read_a_1']);
    });

    test('a step that goes by a name its job does not give is refused', async () => {
      const queue = await open();
      const odd = (id: string) => ({ job: 'read', id, payload: { group: 'a', page: 1 }, after: [] });

      for (const id of ['1', '', 'read:a', 'read a', 'join_a', `read_${'a'.repeat(300)}`]) {
        await expect(queue.add(joinStep('a', [odd(id)]))).rejects.toMatchObject({
          kind: 'invalid',
          code: 'step.bad-id',
        });
      }
      expect(await queue.depth()).toEqual({ waiting: 0, running: 0 });
    });
  });
}
