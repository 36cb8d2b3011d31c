import { Failure } from '@diachi/domain';
import { intakeJob } from '@diachi/jobs';
import { type Catalogue, handle, type JobHandler, type ObjectStore } from '@diachi/ports';
import type { Config } from '@diachi/process';
import type { intakeSettings } from './config.ts';
import { intake } from './intake.ts';
import type { PdfReader } from './pdf-reader.ts';
import { pdfiumReader } from './pdfium-reader.ts';
import { isPopplerInstalled, popplerReader } from './poppler-reader.ts';
import { removeLeftovers } from './scratch.ts';

export type IntakeWorkerTools = {
  readonly store: ObjectStore;
  readonly catalogue: Pick<Catalogue, 'document' | 'openRevision'>;
  /** A folder for files of the moment; it need not exist yet. Several threads and processes may share it. */
  readonly scratchDir: string;
  readonly settings: Config<typeof intakeSettings>;
};

export type IntakeWorker = {
  readonly handlers: readonly JobHandler[];
  /** Which reader of PDFs was chosen. */
  readonly pdfReader: PdfReader['name'];
  close(): Promise<void>;
};

/**
 * Looks into originals. What an earlier process left in the scratch folder is removed first. Fails with `poppler.missing` when
 * the settings ask for programs that are not installed.
 */
export async function createIntakeWorker(tools: IntakeWorkerTools): Promise<IntakeWorker> {
  const { settings, store, catalogue, scratchDir } = tools;
  await removeLeftovers(scratchDir);
  const pdf = await chooseReader(settings.pdfTools);
  return {
    handlers: [
      handle(intakeJob, (work, { signal }) =>
        intake({ store, catalogue, scratchDir, pdf, limits: settings, signal }, work),
      ),
    ],
    pdfReader: pdf.name,
    close: async () => {},
  };
}

/** Asked once before anything is opened, a setting that cannot be met ends the program instead of every step. Fails with `poppler.missing`. */
export async function checkPdfTools({ pdfTools }: Pick<IntakeWorkerTools['settings'], 'pdfTools'>): Promise<void> {
  if (pdfTools === 'poppler') await chooseReader(pdfTools);
}

async function chooseReader(choice: IntakeWorkerTools['settings']['pdfTools']): Promise<PdfReader> {
  if (choice === 'pdfium') return pdfiumReader;
  if (await isPopplerInstalled()) return popplerReader;
  if (choice === 'auto') return pdfiumReader;
  throw new Failure(
    'unavailable',
    'poppler.missing',
    'PDF_TOOLS asks for poppler, and pdftoppm is not installed. Install poppler-utils, or set PDF_TOOLS=auto.',
  );
}
