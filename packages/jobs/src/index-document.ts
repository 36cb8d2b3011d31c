import type { Job } from './job.ts';
import { type IndexWork, parseIndexWork, revisionWorkId } from './work.ts';

/** Puts a published revision, under one version of its record, into the search index. */
export const indexDocumentJob: Job<IndexWork> = {
  name: 'index-document',
  parse: parseIndexWork,
  id: (work) => `${revisionWorkId('index-document', work)}_v${work.recordVersion}`,
  group: ({ revision }) => revision.documentId,
  // After a minute it is given up and planned anew now and then: a step that waits longer would keep that from being so.
  attempts: 6,
  backoffMs: 2_000,
  priority: 2,
};
