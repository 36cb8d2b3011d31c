import type { Following } from './follow-queue.ts';
import type { WorkTools } from './work-tools.ts';

/** A time in which this process is the steward. */
export type Term = {
  readonly signal: AbortSignal;
  readonly tools: WorkTools;
  readonly following: Following;
};
