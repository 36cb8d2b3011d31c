export { buildPdfJob } from './build-pdf.ts';
export { indexDocumentJob } from './index-document.ts';
export { intakeJob } from './intake.ts';
export { type Job, type Step, step } from './job.ts';
export { makeThumbnailsJob } from './make-thumbnails.ts';
export { ocrPageJob } from './ocr-page.ts';
export { planIndex, planIntake, planRevision } from './plan.ts';
export { publishRevisionJob } from './publish-revision.ts';
export type { IndexWork, PagesWork, PageWork, RevisionWork } from './work.ts';
