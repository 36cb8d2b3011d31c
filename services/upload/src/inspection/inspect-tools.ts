import type { ResumableUploads } from '../uploads/resumable-uploads.ts';
import type { WorkTools } from '../work-tools.ts';
import type { Findings } from './findings.ts';
import type { KeepPlace } from './kept-place.ts';

/** What every part of an inspection has at hand. */
export type InspectTools = WorkTools & {
  readonly uploads: Pick<ResumableUploads, 'removeExpired'>;
  readonly findings: Findings;
  /** Whether one more document may be read again: a loss of very many is to be seen before it is worked off. */
  readonly mayReadAnew: () => boolean;
  /** To be called for each thing looked at: keeps to the pace, and fails when the inspection is called off. */
  readonly pace: () => Promise<void>;
  readonly keepPlace: KeepPlace;
};
