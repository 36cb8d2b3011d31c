import type { Job } from '@diachi/jobs';
import { type Delivery, handle, type JobHandler } from '@diachi/ports';
import type { StepThread } from './step-thread-handle.ts';

export type StepThreadsOptions = {
  /** How many at most. */
  readonly count: number;
  readonly start: () => Promise<StepThread>;
  /** A thread that has had no work for so long is ended, with the memory its engine holds. */
  readonly idleMs: number;
  /** Told what could not be closed in a thread that has ended: nobody's work suffers from it. */
  readonly onNotClosed: (thrown: unknown) => void;
  /** Told that a thread died over a step, and of what. */
  readonly onDied: (job: string, cause: unknown) => void;
};

export type StepThreads = {
  /** Has a job done in a thread. */
  handlerFor<Payload>(job: Job<Payload>): JobHandler;
  /** Threads alive. */
  size(): number;
  close(): Promise<void>;
};

/** Threads that do steps, started when there is work, each one step at a time. A dead one is replaced by the next step. */
export function createStepThreads({ count, start, idleMs, onNotClosed, onDied }: StepThreadsOptions): StepThreads {
  const idle = new Map<StepThread, NodeJS.Timeout>();
  const busy = new Set<StepThread>();
  const waiting: (() => void)[] = [];
  let starting = 0;
  let isClosed = false;

  const take = async (): Promise<StepThread> => {
    if (isClosed) throw new Error('The step threads are closed.');
    for (const [thread, ending] of idle) {
      clearTimeout(ending);
      idle.delete(thread);
      if (!thread.isDead()) return keepBusy(thread);
    }
    if (busy.size + starting >= count) {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return take();
    }
    starting += 1;
    try {
      return keepBusy(await start());
    } catch (thrown) {
      waiting.shift()?.();
      throw thrown;
    } finally {
      starting -= 1;
    }
  };

  const keepBusy = (thread: StepThread) => {
    busy.add(thread);
    return thread;
  };

  const end = (thread: StepThread) => thread.close().catch(onNotClosed);

  const giveBack = (thread: StepThread) => {
    busy.delete(thread);
    if (!thread.isDead() && !isClosed) {
      const ending = setTimeout(() => {
        idle.delete(thread);
        void end(thread);
      }, idleMs);
      idle.set(thread, ending.unref());
    }
    waiting.shift()?.();
  };

  const run = async (job: string, payload: unknown, delivery: Delivery): Promise<void> => {
    const thread = await take();
    try {
      await thread.run(job, payload, delivery);
    } catch (thrown) {
      if (thread.isDead() && !delivery.signal.aborted)
        onDied(job, thrown instanceof Error ? (thrown.cause ?? thrown) : thrown);
      throw thrown;
    } finally {
      giveBack(thread);
    }
  };

  return {
    handlerFor: (job) => handle(job, (payload, delivery) => run(job.name, payload, delivery)),
    size: () => idle.size + busy.size,
    close: async () => {
      isClosed = true;
      for (const ending of idle.values()) clearTimeout(ending);
      for (const wake of waiting.splice(0)) wake();
      await Promise.all([...idle.keys(), ...busy].map(end));
      idle.clear();
    },
  };
}
