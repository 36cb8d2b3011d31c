import { Failure, type FailureKind } from '@diachi/domain';
import type { Job, Step } from '@diachi/jobs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Delivery, handle, type JobEvent, type JobQueue } from '../job-queue.ts';

/** What every JobQueue promises. Each adapter's test file calls this once, with a way to open an empty queue that knows these jobs. */
export function jobQueueContract(openEmpty: (jobs: readonly Job<unknown>[]) => Promise<JobQueue>): void {
  const open = async () => {
    const queue = await openEmpty(jobs as unknown as readonly Job<unknown>[]);
    onTestFinished(() => queue.close());
    return queue;
  };

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
        { kind: 'started', job: 'read', id: 'read_a_1', payload: { group: 'a', page: 1 }, attempt: 1, failure: null },
        { kind: 'done', job: 'read', id: 'read_a_1', payload: { group: 'a', page: 1 }, attempt: 1, failure: null },
      ]);
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
}

type Work = { readonly group: string; readonly page: number };

const one = { concurrency: 1 };

const job = (name: string, id: (work: Work) => string, changed: Partial<Job<Work>> = {}): Job<Work> => ({
  name,
  parse(raw) {
    const { group, page } = raw as Work;
    if (/^[a-z]+$/.test(group)) return { group, page };
    throw new Failure('invalid', 'work.bad-group', 'A group has small letters only.');
  },
  id,
  group: (work) => work.group,
  attempts: 3,
  backoffMs: 1,
  priority: 5,
  ...changed,
});

const readJob = job('read', ({ group, page }) => `read_${group}_${page}`);
const joinJob = job('join', ({ group }) => `join_${group}`, { priority: 3 });
const publishJob = job('publish', ({ group }) => `publish_${group}`, { priority: 2 });
const urgentJob = job('urgent', ({ group }) => `urgent_${group}`, { priority: 1 });
/** Put off for so long that no test sees it tried again. */
const slowJob = job('slow', ({ group }) => `slow_${group}`, { backoffMs: 3_600_000 });
const jobs = [readJob, joinJob, publishJob, urgentJob, slowJob];

const stepOf =
  (of: Job<Work>) =>
  (group: string, after: readonly Step[] = [], page = 0): Step => ({
    job: of.name,
    id: of.id({ group, page }),
    payload: { group, page },
    after,
  });
const readStep = (group: string, page: number) => stepOf(readJob)(group, [], page);
const joinStep = stepOf(joinJob);
const publishStep = stepOf(publishJob);
const urgentStep = stepOf(urgentJob);
const slowStep = stepOf(slowJob);
const pagesOf = (group: string, count: number) =>
  Array.from({ length: count }, (_, index) => readStep(group, index + 1));

/** Handlers that do their jobs at once. */
const doing = (...done: readonly Job<Work>[]) => done.map((each) => handle(each, async () => {}));

const failure = (kind: FailureKind) => new Failure(kind, `page.${kind}`, 'The page says no.', { details: { page: 1 } });

function fail(kind: FailureKind): never {
  throw failure(kind);
}

/** A step that goes on until it is told to stop, as a long one should. */
const untilStopped = (_: Work, { signal }: Delivery) =>
  new Promise<void>((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason));
  });

function createGate() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: () => resolve() };
}

/** Collects events, and waits for one. */
function follow(queue: JobQueue) {
  const all: JobEvent[] = [];
  let looking = () => {};
  queue.follow((event) => {
    all.push(event);
    looking();
  });
  return {
    all,
    started: () => all.filter((event) => event.kind === 'started').map((event) => event.id),
    forget: () => void all.splice(0),
    until(kind: JobEvent['kind'], id: string, times = 1): Promise<JobEvent> {
      return new Promise((resolve) => {
        looking = () => {
          const found = all.filter((event) => event.kind === kind && event.id === id).at(times - 1);
          if (found) resolve(found);
        };
        looking();
      });
    },
  };
}
