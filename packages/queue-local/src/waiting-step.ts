import type { Job, Step } from '@diachi/jobs';

/** A step the queue has taken and not finished with. */
export type WaitingStep = {
  readonly step: Step;
  readonly job: Job<unknown>;
  readonly group: string;
  /** A person waits for it: it goes before everything that is not. */
  readonly isUrgent: boolean;
  /** Steps to be done before this one. */
  stepsBefore: number;
  /** Steps that wait for this one. */
  readonly dependents: WaitingStep[];
  /** 1 the first time it is delivered. */
  attempt: number;
  /** Done, failed or dropped: the queue knows it no more, though a line may still hold it. */
  isOver: boolean;
  /** Calls off the next try while it is put off. */
  callOff: (() => void) | null;
  /** Tells the step to stop, while it runs. */
  stop: AbortController | null;
};
