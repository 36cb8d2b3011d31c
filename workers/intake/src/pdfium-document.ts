import { type OpenPdf, PdfError, type PdfSource } from './pdf-reader.ts';
import { type PdfSurvey, surveyPdf } from './pdf-survey.ts';
import { readBookmarks } from './pdfium-bookmarks.ts';
import { drawPage } from './pdfium-draw.ts';
import { openPdfFile } from './pdfium-file.ts';
import { type Pdfium, startPdfium } from './pdfium-library.ts';
import { countLostImages } from './pdfium-lost-images.ts';
import { describePage } from './pdfium-page.ts';
import { PDF_PATH } from './pdfium-system-calls.ts';
import { takeImage } from './pdfium-take-image.ts';
import { readWords } from './pdfium-words.ts';

/** What was read of a PDF stays in memory until it is closed; so much of it is let stand before it is closed and opened again. */
const MOST_BYTES_HELD = 32 << 20;

/** Opens a PDF with a pdfium of its own, in this thread. Fails with a `PdfError`; whatever else is thrown is a bug. */
export async function openPdfiumDocument(source: PdfSource, mostBytesHeld = MOST_BYTES_HELD): Promise<OpenPdf> {
  const pdfium = await startPdfium(source);
  /** A disk that cannot be read must not look like a damaged PDF. */
  const reachable = async <Result>(work: () => Result | Promise<Result>): Promise<Result> => {
    const [outcome] = await Promise.allSettled([new Promise<Result>((resolve) => resolve(work()))]);
    const fault = pdfium.fault();
    if (fault) throw new PdfError('unreachable', String(fault), { cause: fault });
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  };
  try {
    let held = await reachable(() => load(pdfium));
    const facts = survey(source);
    /** Does something to one page. */
    const onPage = <Result>(work: (held: Held) => Result | Promise<Result>): Promise<Result> =>
      reachable(() => {
        if (pdfium.bytesRead() - held.bytesRead > mostBytesHeld) held = reload(pdfium, held);
        return work(held);
      });
    return {
      pageCount: pdfium.call.FPDF_GetPageCount(held.document),
      bookmarks: await reachable(() => readBookmarks(pdfium, held.document)),
      page: (page) => onPage(({ document }) => describePage(pdfium, document, page, facts.userUnit(page))),
      words: (page) => onPage(({ document }) => readWords(pdfium, document, page)),
      lostImages: (page) =>
        onPage(({ document }) => countLostImages(pdfium, { document, page, isPlainFax: facts.isPlainFax })),
      takeImage: (page) =>
        onPage(({ document }) => takeImage(pdfium, { document, page, mayBeInverted: facts.mayBeInverted })),
      draw: (page, size) => onPage(({ document, form }) => drawPage(pdfium, { document, form, page }, size)),
      close: async () => pdfium.close(),
    };
  } catch (thrown) {
    pdfium.close();
    throw thrown;
  }
}

/** An open document, its form, and how much of the file had been read when it was opened. */
type Held = { readonly document: number; readonly form: number; readonly formInfo: number; readonly bytesRead: number };

const WRONG_PASSWORD = 4;
const UNKNOWN_LOCK = 5;
const FORM_INFO_BYTES = 256;

function load(pdfium: Pdfium): Held {
  const { call } = pdfium;
  const path = Buffer.from(`${PDF_PATH}\0`, 'latin1');
  const document = pdfium.withMemory(path.length, (pointer) => {
    pdfium.bytes(pointer, path.length).set(path);
    return call.FPDF_LoadDocument(pointer, 0);
  });
  if (document === 0) {
    const error = call.FPDF_GetLastError();
    const isLocked = error === WRONG_PASSWORD || error === UNKNOWN_LOCK;
    throw new PdfError(isLocked ? 'encrypted' : 'damaged', `pdfium cannot open it (${error}).`);
  }
  // Without a form, what was filled into its fields is not drawn. pdfium keeps the pointer for as long as the form is open.
  const formInfo = call.malloc(FORM_INFO_BYTES);
  pdfium.bytes(formInfo, FORM_INFO_BYTES).fill(0)[0] = 2;
  const form = call.FPDFDOC_InitFormFillEnvironment(document, formInfo);
  return { document, form, formInfo, bytesRead: pdfium.bytesRead() };
}

function reload(pdfium: Pdfium, { document, form, formInfo }: Held): Held {
  if (form !== 0) pdfium.call.FPDFDOC_ExitFormFillEnvironment(form);
  pdfium.call.free(formInfo);
  pdfium.call.FPDF_CloseDocument(document);
  return load(pdfium);
}

function survey(source: PdfSource): PdfSurvey {
  const file = openPdfFile(source);
  try {
    return surveyPdf(file);
  } catch (cause) {
    const isAboutTheDisk = cause instanceof Error && 'syscall' in cause;
    throw isAboutTheDisk ? new PdfError('unreachable', cause.message, { cause }) : cause;
  } finally {
    file.close();
  }
}
