import { isFailure } from '@diachi/domain';
import type { Job } from './job.ts';

/** What may pass is tried again; so is a bug, a few times. What is wrong with the work itself stays wrong. */
export const mayPass = (thrown: unknown): boolean => !isFailure(thrown) || thrown.kind === 'unavailable';

/** Waiting time after a failed attempt, doubled each time. */
export const backoffMs = (job: Job<unknown>, attempt: number): number => job.backoffMs * 2 ** (attempt - 1);
