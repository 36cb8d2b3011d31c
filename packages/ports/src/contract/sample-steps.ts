import { Failure, type FailureKind } from '@diachi/domain';
import type { Job, Step } from '@diachi/jobs';
import { onTestFinished } from 'vitest';
import { type Delivery, handle, type JobEvent, type JobQueue } from '../job-queue.ts';

/** Opens an empty queue that knows these jobs. */
export type OpenQueue = (jobs: readonly Job<unknown>[]) => Promise<JobQueue>;

/** Opens a queue for one test. */
export async function openFor(openEmpty: OpenQueue): Promise<JobQueue> {
  const queue = await openEmpty(jobs as unknown as readonly Job<unknown>[]);
  onTestFinished(() => queue.close());
  return queue;
}

export type Work = { readonly group: string; readonly page: number };

export const one = { concurrency: 1 };

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

export const readJob = job('read', ({ group, page }) => `read_${group}_${page}`);
export const joinJob = job('join', ({ group }) => `join_${group}`, { priority: 3 });
export const publishJob = job('publish', ({ group }) => `publish_${group}`, { priority: 2 });
export const urgentJob = job('urgent', ({ group }) => `urgent_${group}`, { priority: 1 });
/** Put off for so long that no test sees it tried again. */
export const slowJob = job('slow', ({ group }) => `slow_${group}`, { backoffMs: 3_600_000 });
const jobs = [readJob, joinJob, publishJob, urgentJob, slowJob];

const stepOf =
  (of: Job<Work>) =>
  (group: string, after: readonly Step[] = [], page = 0): Step => ({
    job: of.name,
    id: of.id({ group, page }),
    payload: { group, page },
    after,
  });
export const readStep = (group: string, page: number) => stepOf(readJob)(group, [], page);
export const joinStep = stepOf(joinJob);
export const publishStep = stepOf(publishJob);
export const urgentStep = stepOf(urgentJob);
export const slowStep = stepOf(slowJob);
export const pagesOf = (group: string, count: number) =>
  Array.from({ length: count }, (_, index) => readStep(group, index + 1));

/** Handlers that do their jobs at once. */
export const doing = (...done: readonly Job<Work>[]) => done.map((each) => handle(each, async () => {}));

export const failure = (kind: FailureKind) =>
  new Failure(kind, `page.${kind}`, 'The page says no.', { details: { page: 1 } });

export function fail(kind: FailureKind): never {
  throw failure(kind);
}

/** A step that goes on until it is told to stop, as a long one should. */
export const untilStopped = (_: Work, { signal }: Delivery) =>
  new Promise<void>((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason));
  });

export function createGate() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: () => resolve() };
}

/** Collects events, and waits for one. */
export function follow(queue: JobQueue) {
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
