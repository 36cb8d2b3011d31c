import { describe, expect, test } from 'vitest';
import { type Delivery, handle } from '../job-queue.ts';
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
  type Work,
} from './sample-steps.ts';

/** Who gets which step, and when. */
export function deliveringContract(openEmpty: OpenQueue): void {
  const open = () => openFor(openEmpty);

  describe('delivering', () => {
    test('a step is delivered to its handler, and everyone is told that it started and is done', async () => {
      const queue = await open();
      const events = follow(queue);
      const delivered: unknown[] = [];
      queue.work([handle(readJob, async (work, { attempt }) => void delivered.push(work, attempt))], one);

      await queue.add(readStep('a', 1));
      await events.until('done', 'read_a_1');

      expect(delivered).toEqual([{ group: 'a', page: 1 }, 1]);
      expect(events.all).toEqual([
        {
          kind: 'started',
          job: 'read',
          id: 'read_a_1',
          payload: { group: 'a', page: 1 },
          attempt: 1,
          isUrgent: false,
          failure: null,
        },
        {
          kind: 'done',
          job: 'read',
          id: 'read_a_1',
          payload: { group: 'a', page: 1 },
          attempt: 1,
          isUrgent: false,
          failure: null,
        },
      ]);
    });

    test('no more steps begin in a minute than are allowed, though there are hands free, and none is left lying', async () => {
      const queue = await open();
      const events = follow(queue);
      const begunMs: number[] = [];
      const read = async () => void begunMs.push(performance.now());
      // One in 100 milliseconds.
      queue.work([handle(readJob, read)], { concurrency: 4, perMinute: 600 });

      const addedMs = performance.now();
      await queue.add(joinStep('a', pagesOf('a', 4)));
      for (const page of [1, 2, 3, 4]) await events.until('done', `read_a_${page}`);

      expect(begunMs).toHaveLength(4);
      // From when the first could be taken: what lies between taking and beginning is not equally long for all.
      expect(Math.max(...begunMs) - addedMs).toBeGreaterThanOrEqual(300);
      expect(() => queue.work(doing(joinJob), { concurrency: 1, perMinute: 0 })).toThrow('At least one');
    });

    test('what was added before anyone works on it is not lost', async () => {
      const queue = await open();
      const events = follow(queue);
      await queue.add(readStep('a', 1));

      queue.work([handle(readJob, async () => {})], one);

      await events.until('done', 'read_a_1');
    });

    test('leaves go first, and a step waits for everything before it', async () => {
      const queue = await open();
      const events = follow(queue);
      queue.work(doing(readJob, joinJob, publishJob), { concurrency: 3 });

      await queue.add(publishStep('a', [joinStep('a', [readStep('a', 1), readStep('a', 2), readStep('a', 3)])]));
      await events.until('done', 'publish_a');

      const order = events.all.filter((event) => event.kind === 'started').map((event) => event.id);
      expect(order.slice(0, 3).toSorted()).toEqual(['read_a_1', 'read_a_2', 'read_a_3']);
      expect(order.slice(3)).toEqual(['join_a', 'publish_a']);
      const doneAt = (id: string) => events.all.findIndex((event) => event.kind === 'done' && event.id === id);
      const startedAt = (id: string) => events.all.findIndex((event) => event.kind === 'started' && event.id === id);
      for (const page of [1, 2, 3]) expect(doneAt(`read_a_${page}`)).toBeLessThan(startedAt('join_a'));
    });

    test('no more steps are done at a time than there are hands', async () => {
      const queue = await open();
      const events = follow(queue);
      let atWork = 0;
      let most = 0;
      const gate = createGate();
      queue.work(
        [
          handle(readJob, async () => {
            most = Math.max(most, ++atWork);
            if (atWork === 2) gate.open();
            await gate.opened;
            atWork--;
          }),
          ...doing(joinJob),
        ],
        { concurrency: 2 },
      );

      await queue.add(joinStep('a', pagesOf('a', 7)));
      await events.until('done', 'join_a');

      expect(most).toBe(2);
    });

    test('groups take turns, so that a large book does not hold up a small letter', async () => {
      const queue = await open();
      const events = follow(queue);
      queue.work(doing(readJob, joinJob), one);
      await queue.pause();
      await queue.add(joinStep('book', pagesOf('book', 4)));
      await queue.add(joinStep('letter', pagesOf('letter', 1)));
      await queue.add(joinStep('map', pagesOf('map', 2)));

      await queue.resume();
      await events.until('done', 'join_book');

      const read = events.all.filter((event) => event.kind === 'started' && event.job === 'read');
      expect(read.map((event) => event.id)).toEqual([
        'read_book_1',
        'read_letter_1',
        'read_map_1',
        'read_book_2',
        'read_map_2',
        'read_book_3',
        'read_book_4',
      ]);
    });

    test('a smaller priority goes first, over all groups', async () => {
      const queue = await open();
      const events = follow(queue);
      queue.work(doing(readJob, urgentJob), one);
      await queue.pause();
      for (const step of pagesOf('a', 3)) await queue.add(step);
      await queue.add(urgentStep('b'));

      await queue.resume();
      await events.until('done', 'read_a_3');

      expect(events.started()[0]).toBe('urgent_b');
    });

    test('two crews work side by side, each on its own jobs', async () => {
      const queue = await open();
      const events = follow(queue);
      const gate = createGate();
      queue.work([handle(readJob, () => gate.opened)], one);
      queue.work(doing(urgentJob), one);
      await queue.add(readStep('a', 1));
      await events.until('started', 'read_a_1');

      await queue.add(urgentStep('a'));
      await events.until('done', 'urgent_a');
      gate.open();

      await events.until('done', 'read_a_1');
    });

    test('a job has one set of handlers', async () => {
      const queue = await open();
      queue.work(doing(readJob), one);

      expect(() => queue.work(doing(readJob), one)).toThrow('read');
    });
  });

  describe('urgent steps', () => {
    test('what a person waits for goes before everything else, whatever its job', async () => {
      const queue = await open();
      const events = follow(queue);
      queue.work(doing(readJob, joinJob, urgentJob), one);
      await queue.pause();
      for (const step of pagesOf('book', 3)) await queue.add(step);
      await queue.add(urgentStep('book'));
      await queue.add(joinStep('letter', pagesOf('letter', 2)), { isUrgent: true });

      await queue.resume();
      await events.until('done', 'read_book_3');

      expect(events.started()).toEqual([
        'read_letter_1',
        'read_letter_2',
        'join_letter',
        'urgent_book',
        'read_book_1',
        'read_book_2',
        'read_book_3',
      ]);
    });

    test('whoever follows is told which steps are urgent, however they end, so that what follows from them can be so too', async () => {
      const queue = await open();
      const events = follow(queue);
      const failing = async (_: Work, { attempt }: Delivery) => fail(attempt === 1 ? 'unavailable' : 'invalid');
      queue.work([...doing(readJob, joinJob), handle(urgentJob, failing)], one);

      await queue.add(joinStep('a', [readStep('a', 1), urgentStep('a')]), { isUrgent: true });
      await events.until('failed', 'urgent_a');
      await queue.add(joinStep('b', [readStep('b', 1)]));
      await events.until('done', 'join_b');

      const told = (group: string) =>
        events.all
          .filter(({ payload }) => (payload as Work).group === group)
          .map(({ kind, isUrgent }) => [kind, isUrgent]);
      expect(new Set(told('a').map(([kind]) => kind))).toEqual(
        new Set(['started', 'done', 'waiting-to-retry', 'failed']),
      );
      expect(told('a').every(([, isUrgent]) => isUrgent)).toBe(true);
      expect(told('b').some(([, isUrgent]) => isUrgent)).toBe(false);
    });

    test('urgent groups take turns as others do', async () => {
      const queue = await open();
      const events = follow(queue);
      queue.work(doing(readJob, joinJob), one);
      await queue.pause();
      await queue.add(joinStep('a', pagesOf('a', 2)), { isUrgent: true });
      await queue.add(joinStep('b', pagesOf('b', 2)), { isUrgent: true });

      await queue.resume();
      await events.until('done', 'join_b');

      expect(events.started().filter((id) => id.startsWith('read'))).toEqual([
        'read_a_1',
        'read_b_1',
        'read_a_2',
        'read_b_2',
      ]);
    });
  });
}
