import type { FailureNote } from './failure.ts';

/** One record that came and could not be taken in. */
export type RefusedRecord = {
  readonly identifier: string;
  readonly code: string;
  readonly message: string;
};

/** What one harvest brought. */
export type HarvestReport = {
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** Null while it goes on, or where it was broken off and goes on later. */
  readonly endedAt: string | null;
  /** Everything, or only what changed since the harvest before. */
  readonly isWhole: boolean;
  readonly metadataPrefix: string;
  readonly pages: number;
  readonly fresh: number;
  readonly changed: number;
  readonly same: number;
  readonly gone: number;
  readonly refused: number;
  /** The first few of them. */
  readonly refusals: readonly RefusedRecord[];
  /** How many there are in all, where the repository says so. */
  readonly expected: number | null;
  /** Why it ended before its end; null when it did not. */
  readonly failure: FailureNote | null;
};

/** Where a harvest goes on that has not come to its end. */
export type HarvestPlace = {
  readonly token: string;
  /** When the token came, ISO 8601, UTC. */
  readonly tokenAt: string;
  /** From which datestamp on the list is; null when it is of everything. */
  readonly from: string | null;
  /** From which datestamp on the next harvest asks, when this one comes to its end. */
  readonly nextFrom: string;
  readonly metadataPrefix: string;
  readonly report: HarvestReport;
};

/** How far the harvests of a source are. */
export type HarvestState = {
  /** From which datestamp on is asked next; null when everything is. In the granularity of the repository. */
  readonly from: string | null;
  readonly place: HarvestPlace | null;
  /** When everything was last asked for to its end, and when a harvest was last tried. ISO 8601, UTC. */
  readonly wholeAt: string | null;
  readonly triedAt: string | null;
  /** No sooner is it asked again, because it said so; null when it did not. */
  readonly notBefore: string | null;
  /** The last few harvests, newest first. */
  readonly reports: readonly HarvestReport[];
};

/** Of a source that was never asked. */
export const NEVER_HARVESTED: HarvestState = {
  from: null,
  place: null,
  wholeAt: null,
  triedAt: null,
  notBefore: null,
  reports: [],
};
