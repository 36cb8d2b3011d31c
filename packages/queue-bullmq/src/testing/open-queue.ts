import type { JobEvent, JobQueue } from '@diachi/ports';
import { onTestFinished } from 'vitest';
import { type BullQueueOptions, createBullQueue } from '../bull-queue.ts';
import { sampleJobs } from './sample-jobs.ts';

/** A queue for one test, which keeps what it logs. */
export async function openQueue(options: Pick<BullQueueOptions, 'redisUrl' | 'prefix'> & Partial<BullQueueOptions>) {
  const logged: string[] = [];
  const keep = (_: object, message: string) => void logged.push(message);
  const queue = await createBullQueue({ jobs: sampleJobs, log: { warn: keep, error: keep }, ...options });
  onTestFinished(() => queue.close());
  return { queue, logged, events: collect(queue) };
}

/** Collects what a queue tells, and waits for it. */
function collect(queue: JobQueue) {
  const all: JobEvent[] = [];
  const waiting = new Set<() => void>();
  queue.follow((event) => {
    all.push(event);
    for (const look of waiting) look();
  });
  return {
    all,
    ids: (kind: JobEvent['kind']) => all.filter((event) => event.kind === kind).map((event) => event.id),
    until: (kind: JobEvent['kind'], id: string, times = 1) =>
      new Promise<JobEvent>((resolve) => {
        const look = () => {
          const found = all.filter((event) => event.kind === kind && event.id === id).at(times - 1);
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
}
