import type { Job } from './job.ts';
import { type PagesWork, parsePagesWork, revisionWorkId } from './work.ts';

/** Checks that everything exists, writes the manifest, and points the record at the revision. */
export const publishRevisionJob: Job<PagesWork> = {
  name: 'publish-revision',
  parse: parsePagesWork,
  id: (work) => revisionWorkId('publish-revision', work),
  group: ({ revision }) => revision.documentId,
  attempts: 6,
  backoffMs: 2_000,
  priority: 2,
};
