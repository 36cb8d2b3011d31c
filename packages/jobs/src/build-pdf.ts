import type { Job } from './job.ts';
import { type PagesWork, parsePagesWork, revisionWorkId } from './work.ts';

/** Joins page images and words into one searchable PDF. */
export const buildPdfJob: Job<PagesWork> = {
  name: 'build-pdf',
  parse: parsePagesWork,
  id: (work) => revisionWorkId('build-pdf', work),
  group: ({ revision }) => revision.documentId,
  attempts: 4,
  backoffMs: 2_000,
  priority: 3,
};
