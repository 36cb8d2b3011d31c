import { Failure, type FailureKind } from '@diachi/domain';
import { stepDied } from '@diachi/jobs';
import { describe, expect, test } from 'vitest';
import { type Delivery, handle } from '../job-queue.ts';
import {
  doing,
  fail,
  failure,
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
  slowJob,
  slowStep,
  type Work,
} from './sample-steps.ts';

/** What is tried again, and what falls with it. */
export function failingContract(openEmpty: OpenQueue): void {
  const open = () => openFor(openEmpty);

  describe('failing', () => {
    test.each<{ name: string; thrown: () => Error }>([
      { name: 'what cannot be reached', thrown: () => failure('unavailable') },
      { name: 'a full store', thrown: () => new Failure('unavailable', 'store.full', 'No room.') },
      { name: 'a bug', thrown: () => new TypeError('undefined is not a page') },
    ])('$name is tried again, as often as the job says', async ({ thrown }) => {
      const queue = await open();
      const events = follow(queue);
      queue.work([handle(readJob, () => Promise.reject(thrown()))], one);

      await queue.add(readStep('a', 1));
      await events.until('failed', 'read_a_1');

      expect(events.all.map(({ kind, attempt }) => `${kind} ${attempt}`)).toEqual([
        'started 1',
        'waiting-to-retry 1',
        'started 2',
        'waiting-to-retry 2',
        'started 3',
        'failed 3',
      ]);
    });

    test('a step its thread died over is delivered once more than its job says, so that it can tell what it is', async () => {
      const queue = await open();
      const events = follow(queue);
      const dying = async ({ page }: Work, { attempt }: Delivery) => {
        if (page === 2 || attempt <= readJob.attempts) throw stepDied(attempt);
      };
      queue.work([handle(readJob, dying)], one);

      await queue.add(readStep('a', 1));
      await queue.add(readStep('a', 2));
      await events.until('done', 'read_a_1');
      await events.until('failed', 'read_a_2');

      const ended = events.all.filter(({ kind }) => kind === 'done' || kind === 'failed');
      expect(ended.map(({ kind, attempt }) => [kind, attempt]).toSorted()).toEqual([
        ['done', 4],
        ['failed', 4],
      ]);
      expect(ended.find(({ kind }) => kind === 'failed')?.failure?.code).toBe('step.process-died');
    });

    test('a step that works at the second try is done, and what waits for it goes on', async () => {
      const queue = await open();
      const events = follow(queue);
      const attempts: number[] = [];
      const read = async (_: unknown, { attempt }: Delivery) => {
        attempts.push(attempt);
        if (attempt === 1) fail('unavailable');
      };
      queue.work([handle(readJob, read), ...doing(joinJob)], one);

      await queue.add(joinStep('a', pagesOf('a', 1)));
      await events.until('done', 'join_a');

      expect(attempts).toEqual([1, 2]);
    });

    test('a step that waits to be tried again is waiting, and is not taken twice', async () => {
      const queue = await open();
      const events = follow(queue);
      queue.work([handle(slowJob, async () => fail('unavailable'))], one);
      await queue.add(slowStep('a'));
      await events.until('waiting-to-retry', 'slow_a');

      await queue.add(slowStep('a'));

      expect(await queue.depth()).toEqual({ waiting: 1, running: 0 });
    });

    test.each<FailureKind>(['invalid', 'missing', 'conflict'])('what is %s fails at once', async (kind) => {
      const queue = await open();
      const events = follow(queue);
      queue.work([handle(readJob, async () => fail(kind))], one);

      await queue.add(readStep('a', 1));
      const failed = await events.until('failed', 'read_a_1');

      expect(failed).toMatchObject({
        attempt: 1,
        failure: { kind, code: `page.${kind}`, message: 'The page says no.', details: { page: 1 } },
      });
      expect(events.all).toHaveLength(2);
    });

    test('steps that wait for a failed one fail too, and only the first is told; its neighbours go on', async () => {
      const queue = await open();
      const events = follow(queue);
      queue.work(
        [handle(readJob, async ({ page }) => void (page === 2 && fail('invalid'))), ...doing(joinJob, publishJob)],
        one,
      );

      await queue.add(publishStep('a', [joinStep('a', pagesOf('a', 3))]));
      await events.until('done', 'read_a_3');
      await queue.add(readStep('b', 1));
      await events.until('done', 'read_b_1');

      expect(events.all.filter((event) => event.kind === 'failed').map((event) => event.id)).toEqual(['read_a_2']);
      expect(events.started()).toEqual(['read_a_1', 'read_a_2', 'read_a_3', 'read_b_1']);
      expect(await queue.depth()).toEqual({ waiting: 0, running: 0 });
    });

    test('a tree planned again while neighbours of the failed step still wait is worked off whole', async () => {
      const queue = await open();
      const events = follow(queue);
      let isDamaged = true;
      queue.work(
        [handle(readJob, async ({ page }) => void (page === 1 && isDamaged && fail('invalid'))), ...doing(joinJob)],
        one,
      );
      queue.follow((event) => {
        if (event.kind !== 'failed') return;
        isDamaged = false;
        void queue.add(joinStep('a', pagesOf('a', 4)));
      });

      await queue.add(joinStep('a', pagesOf('a', 4)));
      await events.until('done', 'join_a');

      const done = events.all.filter((event) => event.kind === 'done').map((event) => event.id);
      expect(done.toSorted()).toEqual(['join_a', 'read_a_1', 'read_a_2', 'read_a_3', 'read_a_4']);
    });
  });
}
