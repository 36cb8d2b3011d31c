import type { KnownJobs } from '@diachi/jobs';
import type { JobEvent } from '@diachi/ports';
import type { TakenStep } from './bull-queues.ts';
import { refOf } from './key-names.ts';

/** A step this process was given, until its end is written down. */
export type DeliveredStep = TakenStep & {
  readonly ref: string;
  readonly payload: unknown;
  /** Empty when the payload cannot be read: then its job refuses it. */
  readonly group: string;
  /** 1 the first time; deaths of processes count. */
  readonly attempt: number;
  /** A person waits for it. */
  readonly isUrgent: boolean;
  /** Tells it to stop. */
  readonly stop: AbortController;
  /** Another process may have it by now, or nobody: its end is not written down. */
  isLost: boolean;
};

/** Steps are planted with priorities up to this one when they are urgent, and above it when not. */
const URGENT_PRIORITIES = 2 ** 20;

export function readStep(taken: TakenStep, jobs: KnownJobs): DeliveredStep {
  const payload = readJson(taken.json.data);
  return {
    ...taken,
    ref: refOf(taken.job, taken.id),
    payload,
    group: groupOf(taken.job, payload, jobs),
    attempt: 1 + taken.json.attemptsMade + taken.json.stalledCounter,
    isUrgent: (taken.json.priority ?? Number.POSITIVE_INFINITY) <= URGENT_PRIORITIES,
    stop: new AbortController(),
    isLost: false,
  };
}

export const eventOf = (
  kind: JobEvent['kind'],
  { job, id, payload, attempt, isUrgent }: DeliveredStep,
  failure: JobEvent['failure'] = null,
): JobEvent => ({ kind, job, id, payload, attempt, isUrgent, failure });

function readJson(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    // Not what any of us wrote. The job says so when it parses it.
    return undefined;
  }
}

function groupOf(name: string, payload: unknown, jobs: KnownJobs): string {
  const job = jobs.get(name);
  try {
    return job ? job.group(job.parse(payload)) : '';
  } catch {
    // The handler parses it again, and that it cannot is how the step ends.
    return '';
  }
}
