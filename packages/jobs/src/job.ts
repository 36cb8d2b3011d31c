/** What travels on a queue under one name: how it is read, named, repeated and ordered. */
export type Job<Payload> = {
  /** Also the queue's name, the step's function and its file: `ocr-page`. */
  readonly name: string;
  /** Trusts nothing: fails with an `invalid` failure. */
  readonly parse: (raw: unknown) => Payload;
  /** Equal work, equal id. Begins with the job's name; letters, digits, `-` and `_` only, at most 200. */
  readonly id: (payload: Payload) => string;
  /** Work of one group waits in one line; groups take turns, so that a large book does not hold up a small letter. */
  readonly group: (payload: Payload) => string;
  /** How often it is tried in all when it fails with something that may pass. */
  readonly attempts: number;
  /** Waiting time before the second try, in milliseconds; doubled each time after. */
  readonly backoffMs: number;
  /** Smaller goes first, over all groups. */
  readonly priority: number;
};

/** One piece of work, and the pieces that must be done before it. */
export type Step = {
  readonly job: string;
  readonly id: string;
  readonly payload: unknown;
  readonly after: readonly Step[];
};

/** Puts a payload under its job's name and id. */
export const step = <Payload>(job: Job<Payload>, payload: Payload, after: readonly Step[] = []): Step => ({
  job: job.name,
  id: job.id(payload),
  payload,
  after,
});
