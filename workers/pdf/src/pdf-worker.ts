import { buildPdfJob } from '@diachi/jobs';
import { handle, type JobHandler } from '@diachi/ports';
import { type BuildPdfTools, buildPdf } from './build-pdf.ts';

/** Takes the jobs that make PDFs. Holds nothing open between them. */
export function createPdfWorker(tools: BuildPdfTools): {
  readonly handlers: readonly JobHandler[];
  close(): Promise<void>;
} {
  return {
    handlers: [handle(buildPdfJob, (work, { signal }) => buildPdf(tools, work, signal))],
    close: async () => {},
  };
}
