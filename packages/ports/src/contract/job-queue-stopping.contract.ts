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
  untilStopped,
  urgentJob,
  urgentStep,
} from './sample-steps.ts';

/** Forgetting, holding back and closing. */
export function stoppingContract(openEmpty: OpenQueue): void {
  const open = () => openFor(openEmpty);

  describe('dropping', () => {
    test('a dropped group is forgotten and stopped, and the others go on', async () => {
      const queue = await open();
      const events = follow(queue);
      queue.work([handle(readJob, untilStopped), ...doing(joinJob, urgentJob)], one);
      await queue.add(joinStep('a', pagesOf('a', 3)));
      await events.until('started', 'read_a_1');
      await queue.add(urgentStep('b'));

      await queue.drop('a');

      await events.until('done', 'urgent_b');
      expect(await queue.depth()).toEqual({ waiting: 0, running: 0 });
      expect(events.all.map((event) => `${event.kind} ${event.id}`)).toEqual([
        'started read_a_1',
        'started urgent_b',
        'done urgent_b',
      ]);
    });

    test('dropping resolves when nothing of the group runs any more', async () => {
      const queue = await open();
      const events = follow(queue);
      const gate = createGate();
      let isRunning = false;
      const stubborn = async () => {
        isRunning = true;
        await gate.opened;
        isRunning = false;
      };
      queue.work([handle(readJob, stubborn)], one);
      await queue.add(readStep('a', 1));
      await events.until('started', 'read_a_1');

      const dropping = queue.drop('a').then(() => isRunning);
      gate.open();

      expect(await dropping).toBe(false);
    });

    test('a step waiting to be tried again is dropped like the others', async () => {
      const queue = await open();
      const events = follow(queue);
      queue.work([handle(slowJob, async () => fail('unavailable'))], one);
      await queue.add(slowStep('a'));
      await events.until('waiting-to-retry', 'slow_a');

      await queue.drop('a');

      expect(await queue.depth()).toEqual({ waiting: 0, running: 0 });
    });

    test('a group may be taken again while it is dropped, and no step of it runs twice at once', async () => {
      const queue = await open();
      const events = follow(queue);
      let atWork = 0;
      let most = 0;
      const gate = createGate();
      const stubborn = async () => {
        most = Math.max(most, ++atWork);
        await gate.opened;
        atWork--;
      };
      queue.work([handle(readJob, stubborn)], { concurrency: 2 });
      await queue.add(readStep('a', 1));
      await events.until('started', 'read_a_1');

      const dropping = queue.drop('a');
      const adding = queue.add(readStep('a', 1));
      // A turn in which it would start, if it were let.
      await new Promise(setImmediate);
      gate.open();
      await Promise.all([dropping, adding]);
      await events.until('done', 'read_a_1');

      expect(most).toBe(1);
    });

    test('dropping a group nobody knows is done already', async () => {
      const queue = await open();

      await queue.drop('nobody');
    });
  });

  describe('holding back and closing', () => {
    test('held back, nothing new is delivered, and what runs goes on', async () => {
      const queue = await open();
      const events = follow(queue);
      const gate = createGate();
      queue.work([handle(readJob, () => gate.opened)], { concurrency: 2 });
      await queue.add(readStep('a', 1));
      await events.until('started', 'read_a_1');

      await queue.pause();
      await queue.add(readStep('a', 2));
      gate.open();
      await events.until('done', 'read_a_1');
      const heldBack = await queue.depth();
      await queue.resume();
      await events.until('done', 'read_a_2');

      expect(heldBack).toEqual({ waiting: 1, running: 0 });
    });

    test('closing stops what runs, resolves when nothing does, and no failure is told', async () => {
      const queue = await open();
      const events = follow(queue);
      queue.work([handle(readJob, untilStopped), ...doing(joinJob)], { concurrency: 2 });
      await queue.add(joinStep('a', pagesOf('a', 3)));
      await events.until('started', 'read_a_2');

      await queue.close();
      await queue.close();

      expect(events.all.map((event) => `${event.kind} ${event.id}`)).toEqual(['started read_a_1', 'started read_a_2']);
    });

    test('a closed queue takes no more work', async () => {
      const queue = await open();

      await queue.close();

      await expect(queue.add(readStep('a', 1))).rejects.toMatchObject({ kind: 'unavailable', code: 'queue.closed' });
    });
  });

  test('whether deliveries are held back can be asked', async () => {
    const queue = await open();

    const before = await queue.isPaused();
    await queue.pause();
    const held = await queue.isPaused();
    await queue.resume();

    expect([before, held, await queue.isPaused()]).toEqual([false, true, false]);
  });
}
