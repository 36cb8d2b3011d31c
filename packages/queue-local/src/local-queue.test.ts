import { Failure } from '@diachi/domain';
import { allJobs, type Job, planRevision, type Step } from '@diachi/jobs';
import { handle, type JobEvent, type JobQueue } from '@diachi/ports';
import { jobQueueContract } from '@diachi/ports/contract';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createLocalQueue } from './local-queue.ts';

describe('local queue', () => {
  jobQueueContract(async (jobs) => createLocalQueue({ jobs }));
});

test('twenty thousand pages are worked off, twice planned and once done', async () => {
  const queue = createLocalQueue();
  const done = new Map<string, number>();
  const count = (job: Job<unknown>) => handle(job, async () => void done.set(job.name, (done.get(job.name) ?? 0) + 1));
  queue.work(allJobs.map(count), { concurrency: 2 });
  const revision = { documentId: '0123456789abcdef', number: 1 } as Parameters<typeof planRevision>[0];
  const published = until(queue, (event) => event.kind === 'done' && event.job === 'publish-revision');

  await queue.add(planRevision(revision, 20_000));
  await queue.add(planRevision(revision, 20_000));
  await published;

  expect(Object.fromEntries(done)).toEqual({
    'ocr-page': 20_000,
    'make-thumbnails': 20_000,
    'build-pdf': 1,
    'publish-revision': 1,
  });
  expect(await queue.depth()).toEqual({ waiting: 0, running: 0 });
});

test('a large group is dropped at once', async () => {
  const queue = createLocalQueue();
  const revision = { documentId: '0123456789abcdef', number: 1 } as Parameters<typeof planRevision>[0];
  await queue.add(planRevision(revision, 20_000));

  await queue.drop(revision.documentId);

  expect(await queue.depth()).toEqual({ waiting: 0, running: 0 });
});

test('waiting times are doubled after every attempt', async () => {
  const waits: number[] = [];
  const queue = createLocalQueue({
    jobs: [page],
    later(delayMs, run) {
      waits.push(delayMs);
      queueMicrotask(run);
      return () => {};
    },
  });
  queue.work([handle(page, away)], { concurrency: 1 });
  const failed = until(queue, (event) => event.kind === 'failed');

  await queue.add(step('one'));
  await failed;

  expect(waits).toEqual([2_000, 4_000, 8_000]);
});

test.each<{ how: string; end: (queue: JobQueue) => Promise<void> }>([
  { how: 'closing', end: (queue) => queue.close() },
  { how: 'dropping', end: (queue) => queue.drop('one') },
])('$how calls off what was put off', async ({ end }) => {
  let isCalledOff = false;
  const calledOff = () => {
    isCalledOff = true;
  };
  const queue = createLocalQueue({ jobs: [page], later: () => calledOff });
  queue.work([handle(page, away)], { concurrency: 1 });
  const putOff = until(queue, (event) => event.kind === 'waiting-to-retry');
  await queue.add(step('one'));
  await putOff;

  await end(queue);

  expect(isCalledOff).toBe(true);
});

test('a listener that throws hinders neither the others nor the work, and its bug is not lost', async () => {
  const bugs: unknown[] = [];
  const queue = createLocalQueue({ jobs: [page], surface: (bug) => bugs.push(bug) });
  queue.work([handle(page, async () => {})], { concurrency: 1 });
  queue.follow(() => {
    throw new TypeError('nobody listens');
  });
  const heard = until(queue, (event) => event.kind === 'done');

  await queue.add(step('one'));
  await heard;

  expect(bugs.map(String)).toEqual(['TypeError: nobody listens', 'TypeError: nobody listens']);
});

test('by default the bug of a listener is an uncaught error', async () => {
  const uncaught = Promise.withResolvers<unknown>();
  const before = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException');
  process.once('uncaughtException', uncaught.resolve);
  onTestFinished(() => {
    process.removeAllListeners('uncaughtException');
    for (const listener of before) process.on('uncaughtException', listener);
  });
  const queue = createLocalQueue({ jobs: [page] });
  queue.work([handle(page, async () => {})], { concurrency: 1 });
  const bug = new TypeError('nobody listens');
  queue.follow((event) => {
    if (event.kind === 'done') throw bug;
  });

  await queue.add(step('one'));

  expect(await uncaught.promise).toBe(bug);
});

test('a step dropped by whoever hears that it starts is not started', async () => {
  const queue = createLocalQueue({ jobs: [page] });
  const done: unknown[] = [];
  queue.work([handle(page, async (work) => void done.push(work))], { concurrency: 1 });
  const dropped = Promise.withResolvers<void>();
  queue.follow(() => queue.drop('one').then(dropped.resolve));

  await queue.add(step('one'));
  await dropped.promise;

  expect(done).toEqual([]);
});

const page: Job<unknown> = {
  name: 'page',
  parse: (raw) => raw,
  id: (work) => `page_${work}`,
  group: String,
  attempts: 4,
  backoffMs: 2_000,
  priority: 1,
};

const step = (group: string): Step => ({ job: 'page', id: `page_${group}`, payload: group, after: [] });

const away = () => Promise.reject(new Failure('unavailable', 'store.unavailable', 'The store is away.'));

function until(queue: JobQueue, isIt: (event: JobEvent) => boolean): Promise<JobEvent> {
  return new Promise((resolve) => queue.follow((event) => isIt(event) && resolve(event)));
}
