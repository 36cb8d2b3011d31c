import { Failure } from '@diachi/domain';
import type { Job, Step } from '@diachi/jobs';
import type { WaitingStep } from './waiting-step.ts';

/** Every job a queue may meet, by its name. */
export type KnownJobs = ReadonlyMap<string, Job<unknown>>;

/** Reads a whole tree before any of it is taken. Fails with `job.unknown`, `step.circular`, or as a job refuses its payload. */
export function parseTree(root: Step, jobs: KnownJobs): void {
  const open = new Set<string>();
  const way: (Step | { readonly leaving: string })[] = [root];
  for (let here = way.pop(); here; here = way.pop()) {
    if ('leaving' in here) {
      open.delete(here.leaving);
      continue;
    }
    const job = jobs.get(here.job);
    if (!job) throw new Failure('invalid', 'job.unknown', `This queue knows no job “${here.job}”.`);
    if (open.has(here.id)) {
      throw new Failure('invalid', 'step.circular', `The step ${here.id} would have to wait for itself.`);
    }
    job.parse(here.payload);
    open.add(here.id);
    way.push({ leaving: here.id }, ...here.after);
  }
}

/** The groups a tree touches, each once. */
export function groupsOf(root: Step, jobs: KnownJobs): readonly string[] {
  const groups = new Set<string>();
  const way = [root];
  for (let step = way.pop(); step; step = way.pop()) {
    const job = jobs.get(step.job);
    if (job) groups.add(job.group(job.parse(step.payload)));
    way.push(...step.after);
  }
  return [...groups];
}

type Place = { readonly step: Step; readonly dependent: WaitingStep | null };

/**
 * Adds a tree to what is known and returns the steps that are new. A step that waits or runs already is not taken twice, nor is
 * what it waits for: the step above it is hung on the one that is there.
 */
export function takeTree(root: Step, jobs: KnownJobs, known: Map<string, WaitingStep>): readonly WaitingStep[] {
  const taken: WaitingStep[] = [];
  // Depth first: a step below one that is known by now must not be taken before it.
  const way: Place[] = [{ step: root, dependent: null }];
  for (let here = way.pop(); here; here = way.pop()) {
    const { step, dependent } = here;
    const there = known.get(step.id);
    const one = there ?? newStep(step, jobs);
    if (dependent) {
      one.dependents.push(dependent);
      dependent.stepsBefore++;
    }
    if (there) continue;
    known.set(step.id, one);
    taken.push(one);
    // Backwards, so that the first is on top and pages keep their order.
    for (const before of step.after.toReversed()) way.push({ step: before, dependent: one });
  }
  return taken;
}

function newStep(step: Step, jobs: KnownJobs): WaitingStep {
  const job = jobs.get(step.job);
  if (!job) throw new Error(`The tree was not read before it was taken: ${step.job}.`);
  return {
    step,
    job,
    group: job.group(job.parse(step.payload)),
    stepsBefore: 0,
    dependents: [],
    attempt: 1,
    isOver: false,
    callOff: null,
    stop: null,
  };
}
