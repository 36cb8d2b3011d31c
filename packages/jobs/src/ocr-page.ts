import type { Job } from './job.ts';
import { type PageWork, pageWorkId, parsePageWork } from './work.ts';

/** Makes the upright page image and reads the words on it. */
export const ocrPageJob: Job<PageWork> = {
  name: 'ocr-page',
  parse: parsePageWork,
  id: (work) => pageWorkId('ocr-page', work),
  group: ({ revision }) => revision.documentId,
  attempts: 3,
  backoffMs: 2_000,
  priority: 5,
};
