import type { Job } from './job.ts';
import { parseRevisionWork, type RevisionWork, revisionWorkId } from './work.ts';

/** Looks into the originals and writes the list of pages. First of all work, so that a file that cannot be used is refused at once. */
export const intakeJob: Job<RevisionWork> = {
  name: 'intake',
  parse: parseRevisionWork,
  id: (work) => revisionWorkId('intake', work),
  group: ({ revision }) => revision.documentId,
  attempts: 4,
  backoffMs: 2_000,
  priority: 1,
};
