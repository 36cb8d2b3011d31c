import type { FailureNote } from '@diachi/domain';
import type { Job, Step } from '@diachi/jobs';

/** What is known while a step runs. */
export type Delivery = {
  /** 1 the first time. A delivery that ended with the death of its process counts too, so that it may be more than the job's attempts. */
  readonly attempt: number;
  /** Aborted when the queue closes or the group is dropped; a step may stop early and throw. */
  readonly signal: AbortSignal;
};

export type Depth = { readonly waiting: number; readonly running: number };

/** Steps of one job: `waiting` ones can start now, or later by themselves; `blocked` ones wait for other steps. */
export type JobDepth = Depth & { readonly job: string; readonly blocked: number };

/** A job and what does it. Made with `handle`, so that payloads are parsed before they are worked on. */
export type JobHandler = {
  readonly job: Job<unknown>;
  readonly run: (payload: unknown, delivery: Delivery) => Promise<void>;
};

/** How much this process does of the jobs it was given, all of them together. */
export type WorkLimits = {
  /** Steps at a time. */
  readonly concurrency: number;
  /** Steps that begin in a minute, evenly apart; as many as there are when not given. */
  readonly perMinute?: number;
};

/** Ties a job to its step: what arrives is parsed, then done. */
export const handle = <Payload>(
  job: Job<Payload>,
  run: (payload: Payload, delivery: Delivery) => Promise<void>,
): JobHandler => ({
  job: job as Job<unknown>,
  run: async (raw, delivery) => run(job.parse(raw), delivery),
});

/** What a queue tells whoever follows it. `failed` is final; `waiting-to-retry` is not. */
export type JobEvent = {
  readonly kind: 'started' | 'done' | 'waiting-to-retry' | 'failed';
  readonly job: string;
  readonly id: string;
  readonly payload: unknown;
  readonly attempt: number;
  /** Whether a person waits for it, as was said when it was added: so that what follows from it can be added so too. */
  readonly isUrgent: boolean;
  readonly failure: FailureNote | null;
};

export type AddOptions = {
  readonly isUrgent?: boolean;
  /**
   * The moment, as `moment` told it, from which on it was looked whether the tree is still to be done. When a tree with a root of its
   * group has ended since (was done, given up or dropped), nothing is taken and `add` answers false: whoever stood still between looking and adding
   * would have done again what others did meanwhile.
   */
  readonly unlessEndedSince?: number | undefined;
};

/**
 * Delivers steps. Only work in flight lives here: whatever is lost is planned again from the catalogue.
 * Only `unavailable` failures and bugs are tried again; `invalid`, `missing` and `conflict` fail at once.
 * A step whose process died, or that fails as one whose thread died (`stepDied`), is delivered again, to another if there is one, also once after its last attempt. Telling of a step may be lost with the process it was told to, or come twice.
 */
export interface JobQueue {
  /** Takes a tree of steps; leaves first. What is urgent (a person waits for it) goes before everything that is not. A step whose id waits or runs is not taken twice; one that failed or was done may be taken again. What the queue or a job does not accept fails as `invalid` (`job.unknown`, `step.circular`, or as the job says), and nothing of the tree is taken. After closing: `queue.closed` (unavailable). True when it was taken, or is there already. */
  add(root: Step, options?: AddOptions): Promise<boolean>;

  /** Now, as the queue counts it: for `unlessEndedSince`. Grows with every tree that ends, of whatever group. */
  moment(): Promise<number>;

  /** Whether a step waits or runs, or something it waits for does. */
  isUnderWay(step: Step): Promise<boolean>;

  /** Starts delivering these jobs. Each job has one set of handlers per process. */
  work(handlers: readonly JobHandler[], options: WorkLimits): void;

  /** Every event from now on, in order, until the returned function is called. When a step fails, so do the steps that wait for it, and only the first is told. */
  follow(listener: (event: JobEvent) => void): () => void;

  /** Forgets a group's waiting steps and aborts its running ones. Resolves when none runs any more. */
  drop(group: string): Promise<void>;

  /** Steps that wait, for whatever it be, and steps that run, in all. */
  depth(): Promise<Depth>;
  /** Steps of each job that the queue knows, in the order it was given them. What no worker could start, though there were more of them, counts apart. */
  depths(): Promise<readonly JobDepth[]>;

  /** Holds back deliveries (running ones go on), or lets them go on again: a full disk is waited out, not retried. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Whoever held them back. */
  isPaused(): Promise<boolean>;

  /** Takes no more work, aborts what runs, and resolves when nothing does. */
  close(): Promise<void>;
}
