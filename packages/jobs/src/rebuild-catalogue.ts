import type { Job } from './job.ts';

/**
 * Makes the catalogue anew from the store, for operators whose catalogue was lost. It is about no document, so it is no part of
 * the journey and of `allJobs`; there is one at most, whoever asks for it.
 */
export const rebuildCatalogueJob: Job<Readonly<Record<string, never>>> = {
  name: 'rebuild-catalogue',
  parse: () => ({}),
  id: () => 'rebuild-catalogue',
  group: () => 'rebuild-catalogue',
  attempts: 4,
  backoffMs: 5_000,
  priority: 1,
};
