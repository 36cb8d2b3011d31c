import type { Revision } from '@diachi/domain';
import { buildPdfJob } from './build-pdf.ts';
import { indexDocumentJob } from './index-document.ts';
import { intakeJob } from './intake.ts';
import { type Step, step } from './job.ts';
import { makeThumbnailsJob } from './make-thumbnails.ts';
import { ocrPageJob } from './ocr-page.ts';
import { publishRevisionJob } from './publish-revision.ts';

/** What can be planned before anyone has looked inside the originals. */
export const planIntake = (revision: Revision): Step => step(intakeJob, { revision });

/**
 * Everything a revision needs once its pages are counted, as one tree. Read it from the leaves: each page's text and
 * upright image, then its small pictures, then the PDF over all pages, then the one write that publishes.
 * A tree and not a graph, because a queue gives each finished step to one parent only.
 */
export function planRevision(revision: Revision, pageCount: number): Step {
  const pages = Array.from({ length: pageCount }, (_, page) =>
    step(makeThumbnailsJob, { revision, page }, [step(ocrPageJob, { revision, page })]),
  );
  const pdf = step(buildPdfJob, { revision, pageCount }, pages);
  return step(publishRevisionJob, { revision, pageCount }, [pdf]);
}

/** Search follows publishing, and every change of a published record, as work of its own. */
export const planIndex = (revision: Revision, recordVersion: number): Step =>
  step(indexDocumentJob, { revision, recordVersion });

/** How many steps of each job `planRevision` plans, in the order of the journey, without planning them. */
export const plannedSteps = (pageCount: number): readonly { readonly job: string; readonly planned: number }[] => [
  { job: ocrPageJob.name, planned: pageCount },
  { job: makeThumbnailsJob.name, planned: pageCount },
  { job: buildPdfJob.name, planned: 1 },
  { job: publishRevisionJob.name, planned: 1 },
];
