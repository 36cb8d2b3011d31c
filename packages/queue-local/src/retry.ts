import { isFailure } from '@diachi/domain';
import type { Job } from '@diachi/jobs';

/** What may pass is tried again; so is a bug, a few times. What is wrong with the work itself stays wrong. */
export const mayPass = (thrown: unknown): boolean => !isFailure(thrown) || thrown.kind === 'unavailable';

/** Waiting time after a failed attempt, doubled each time. */
export const backoffMs = (job: Job<unknown>, attempt: number): number => job.backoffMs * 2 ** (attempt - 1);

/** Runs something later, and returns how to call it off. */
export type Later = (delayMs: number, run: () => void) => () => void;

/** The clock of the process; a step that is put off does not keep the process alive. */
export const laterByTimer: Later = (delayMs, run) => {
  const timer = setTimeout(run, delayMs);
  timer.unref();
  return () => clearTimeout(timer);
};
