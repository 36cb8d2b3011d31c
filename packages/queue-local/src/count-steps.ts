import type { JobDepth } from '@diachi/ports';
import type { WaitingStep } from './waiting-step.ts';

/** Steps of each job: waiting, waiting for others, and running. A dropped step that has not ended runs, though no book knows it. */
export function countSteps(
  jobs: Iterable<string>,
  known: Iterable<WaitingStep>,
  running: Iterable<WaitingStep>,
): readonly JobDepth[] {
  const counts = new Map([...jobs].map((job) => [job, { job, waiting: 0, blocked: 0, running: 0 }]));
  const atWork = new Set(running);
  for (const step of known) {
    const count = counts.get(step.job.name);
    if (count && !atWork.has(step)) count[step.stepsBefore > 0 ? 'blocked' : 'waiting']++;
  }
  for (const step of atWork) {
    const count = counts.get(step.job.name);
    if (count) count.running++;
  }
  return [...counts.values()];
}
