export { type BuildPdfTools, buildPdf } from './build-pdf.ts';
export { createPdfWorker } from './pdf-worker.ts';
