import { Failure, isFailure } from '@diachi/domain';
import type { Job } from './job.ts';

/** What may pass is tried again; so is a bug, a few times. What is wrong with the work itself stays wrong. */
export const mayPass = (thrown: unknown): boolean => !isFailure(thrown) || thrown.kind === 'unavailable';

/** Fails a step over which every process, or thread of one, that was given it died. */
export const stepDied = (times: number, cause?: unknown): Failure =>
  new Failure(
    'unavailable',
    'step.process-died',
    `Every process that was given this step died over it (${times} times). Look into the log of that worker.`,
    { cause, details: { times } },
  );

/**
 * Whether a step that threw is delivered again: what may pass is, as often as its job says. One that its process or thread died over is
 * once more after that, as the step may know what to make of it.
 */
export const isTriedAgain = (thrown: unknown, attempt: number, { attempts }: Job<unknown>): boolean =>
  mayPass(thrown) && attempt < attempts + (isFailure(thrown) && thrown.code === 'step.process-died' ? 1 : 0);

/** Waiting time after a failed attempt, doubled each time. */
export const backoffMs = (job: Job<unknown>, attempt: number): number => job.backoffMs * 2 ** (attempt - 1);
