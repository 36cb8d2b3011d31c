import { Failure } from '@diachi/domain';
import type { Job, Step } from './job.ts';

/** Every job a queue may meet, by its name. */
export type KnownJobs = ReadonlyMap<string, Job<unknown>>;

/** A step as it was planned, with what its job says about it. */
export type KnownStep = { readonly step: Step; readonly job: Job<unknown>; readonly group: string };

// What every server accepts in a name.
const ID = /^[A-Za-z][A-Za-z0-9_-]{0,199}$/;

/**
 * Reads a whole tree before any of it is taken: each step before those it waits for, in the order in which it was planned.
 * Fails with `job.unknown`, `step.bad-id`, `step.circular`, or as a job refuses its payload.
 */
export function parseTree(root: Step, jobs: KnownJobs): readonly KnownStep[] {
  const steps: KnownStep[] = [];
  const open = new Set<string>();
  const way: (Step | { readonly leaving: string })[] = [root];
  for (let here = way.pop(); here; here = way.pop()) {
    if ('leaving' in here) {
      open.delete(here.leaving);
      continue;
    }
    steps.push(parseStep(here, jobs));
    if (open.has(here.id)) {
      throw new Failure('invalid', 'step.circular', `The step ${here.id} would have to wait for itself.`);
    }
    open.add(here.id);
    way.push({ leaving: here.id }, ...here.after.toReversed());
  }
  return steps;
}

function parseStep(step: Step, jobs: KnownJobs): KnownStep {
  const job = jobs.get(step.job);
  if (!job) throw new Failure('invalid', 'job.unknown', `This queue knows no job “${step.job}”.`);
  const group = job.group(job.parse(step.payload));
  if (!ID.test(step.id) || !step.id.startsWith(job.name)) {
    throw new Failure('invalid', 'step.bad-id', `“${step.id}” is not the name of a step of the job ${job.name}.`);
  }
  return { step, job, group };
}
