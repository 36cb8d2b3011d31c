import type { Job } from './job.ts';
import { type PageWork, pageWorkId, parsePageWork } from './work.ts';

/** Makes the small pictures of one page. */
export const makeThumbnailsJob: Job<PageWork> = {
  name: 'make-thumbnails',
  parse: parsePageWork,
  id: (work) => pageWorkId('make-thumbnails', work),
  group: ({ revision }) => revision.documentId,
  attempts: 4,
  backoffMs: 1_000,
  priority: 4,
};
