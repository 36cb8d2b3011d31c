import { Failure } from '@diachi/domain';
import { allJobs, type Job, type KnownStep, parseTree } from '@diachi/jobs';
import type { JobQueue } from '@diachi/ports';
import { countSteps } from './count-steps.ts';
import { createCrews } from './crews.ts';
import { createDeliveries } from './deliveries.ts';
import { createEndings } from './endings.ts';
import { type Later, laterByTimer } from './later.ts';
import { createListeners, throwLater } from './listeners.ts';
import { createStepBook } from './step-book.ts';

export type LocalQueueOptions = {
  /** Jobs that may be added before anyone works on them; those that get handlers are known anyway. */
  readonly jobs?: readonly Job<unknown>[];
  /** How a step is put off before its next try. */
  readonly later?: Later;
  /** Where goes what a listener threw; by default it ends the process as an uncaught error. */
  readonly surface?: (bug: unknown) => void;
};

/** A queue in the process. What it holds is lost with it, and planned again from the catalogue. */
export function createLocalQueue(options: LocalQueueOptions = {}): JobQueue {
  const { jobs = allJobs, later = laterByTimer, surface = throwLater } = options;
  const known = new Map(jobs.map((job) => [job.name, job]));
  const endings = createEndings();
  const book = createStepBook(endings.note);
  const crews = createCrews();
  const listeners = createListeners(surface);
  const deliveries = createDeliveries({ book, crews, listeners, later });
  const dropping = new Map<string, Promise<void>>();
  let isClosed = false;

  // The same step must not run twice at once, so what runs of a dropped group has to end first.
  async function dropsOf(steps: readonly KnownStep[]): Promise<void> {
    while (dropping.size > 0) {
      const drops = steps.flatMap(({ group }) => dropping.get(group) ?? []);
      if (drops.length === 0) return;
      await Promise.all(drops);
    }
  }

  async function drop(group: string): Promise<void> {
    const running = deliveries.running().filter((step) => step.group === group);
    book.drop(group);
    const stopped = deliveries.stop(running, dropped());
    dropping.set(group, stopped);
    await stopped;
    if (dropping.get(group) === stopped) dropping.delete(group);
  }

  return {
    async add(root, { isUrgent = false, unlessEndedSince } = {}) {
      const steps = parseTree(root, known);
      if (dropping.size > 0) await dropsOf(steps);
      if (isClosed) throw closed();
      const group = steps[0]?.group ?? '';
      if (unlessEndedSince !== undefined && endings.hasEndedSince(group, unlessEndedSince)) return false;
      book.take({ root, steps, isUrgent }).forEach(crews.push);
      deliveries.wake();
      return true;
    },

    moment: async () => endings.now(),

    isUnderWay: async (step) => book.hasAnyOf(step),

    work(handlers, limits) {
      if (isClosed) throw closed();
      crews.hire(handlers, limits);
      for (const { job } of handlers) known.set(job.name, job);
      deliveries.wake();
    },

    follow: listeners.follow,
    drop,

    async depth() {
      const running = deliveries.running();
      return { waiting: book.size() - running.filter((step) => !step.isOver).length, running: running.length };
    },

    depths: async () => countSteps(known.keys(), book.steps(), deliveries.running()),

    pause: async () => deliveries.hold(true),
    resume: async () => deliveries.hold(false),
    isPaused: async () => deliveries.isHeld(),

    async close() {
      isClosed = true;
      deliveries.end();
      book.forgetWaiting();
      await deliveries.stop(deliveries.running(), closed());
    },
  };
}

const closed = () => new Failure('unavailable', 'queue.closed', 'The queue is closed: this process is shutting down.');
const dropped = () => new Failure('conflict', 'step.dropped', 'This work is no longer wanted.');
