import { buildPdfJob } from './build-pdf.ts';
import { indexDocumentJob } from './index-document.ts';
import { intakeJob } from './intake.ts';
import type { Job } from './job.ts';
import { makeThumbnailsJob } from './make-thumbnails.ts';
import { ocrPageJob } from './ocr-page.ts';
import { publishRevisionJob } from './publish-revision.ts';

/** Every job there is, in the order of the journey. A queue knows a job by its name; who only adds steps needs no handler of them. */
export const allJobs = [
  intakeJob,
  ocrPageJob,
  makeThumbnailsJob,
  buildPdfJob,
  publishRevisionJob,
  indexDocumentJob,
] as readonly Job<unknown>[];
