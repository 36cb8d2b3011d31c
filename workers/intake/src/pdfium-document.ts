import { type OpenPdf, PdfError, type PdfSource } from './pdf-reader.ts';
import { type PdfSurvey, surveyPdf } from './pdf-survey.ts';
import { readBookmarks } from './pdfium-bookmarks.ts';
import { drawPage } from './pdfium-draw.ts';
import { openPdfFile } from './pdfium-file.ts';
import { type Pdfium, startPdfium } from './pdfium-library.ts';
import { countLostImages, describePage } from './pdfium-page.ts';
import { PDF_PATH } from './pdfium-system-calls.ts';
import { takeImage } from './pdfium-take-image.ts';
import { readWords } from './pdfium-words.ts';

/** Opens a PDF with a pdfium of its own, in this thread. Fails with a `PdfError`; whatever else is thrown is about one page. */
export async function openPdfiumDocument(source: PdfSource): Promise<OpenPdf> {
  const pdfium = await startPdfium(source);
  /** A disk that cannot be read must not look like a damaged PDF. */
  const reachable = async <Result>(work: () => Result | Promise<Result>): Promise<Result> => {
    const outcome = await Promise.allSettled([new Promise<Result>((resolve) => resolve(work()))]);
    const fault = pdfium.fault();
    if (fault) throw new PdfError('unreachable', String(fault), { cause: fault });
    if (outcome[0].status === 'rejected') throw outcome[0].reason;
    return outcome[0].value;
  };
  try {
    const { document, survey, form } = await reachable(() => load(pdfium, source));
    return {
      pageCount: pdfium.call.FPDF_GetPageCount(document),
      bookmarks: await reachable(() => readBookmarks(pdfium, document)),
      page: (page) => reachable(() => describePage(pdfium, document, page, survey.userUnit(page))),
      words: (page) => reachable(() => readWords(pdfium, document, page)),
      lostImages: (page) => reachable(() => countLostImages(pdfium, document, page)),
      takeImage: (page) => reachable(() => takeImage(pdfium, { document, page, mayBeInverted: survey.mayBeInverted })),
      draw: (page, size) => reachable(() => drawPage(pdfium, { document, form, page }, size)),
      close: async () => pdfium.close(),
    };
  } catch (thrown) {
    pdfium.close();
    throw thrown;
  }
}

type Loaded = { readonly document: number; readonly survey: PdfSurvey; readonly form: number };

const WRONG_PASSWORD = 4;
const UNKNOWN_LOCK = 5;

function load(pdfium: Pdfium, source: PdfSource): Loaded {
  const path = Buffer.from(`${PDF_PATH}\0`, 'latin1');
  const document = pdfium.withMemory(path.length, (pointer) => {
    pdfium.bytes(pointer, path.length).set(path);
    return pdfium.call.FPDF_LoadDocument(pointer, 0);
  });
  if (document === 0) {
    const error = pdfium.call.FPDF_GetLastError();
    const isLocked = error === WRONG_PASSWORD || error === UNKNOWN_LOCK;
    throw new PdfError(isLocked ? 'encrypted' : 'damaged', `pdfium cannot open it (${error}).`);
  }
  const file = openPdfFile(source);
  try {
    return { document, survey: surveyPdf(file), form: openForm(pdfium, document) };
  } finally {
    file.close();
  }
}

const FORM_INFO_BYTES = 256;

/** Without this, what was filled into a form's fields is not drawn. */
function openForm({ call, bytes }: Pdfium, document: number): number {
  // pdfium keeps the pointer for as long as the document is open.
  const pointer = call.malloc(FORM_INFO_BYTES);
  bytes(pointer, FORM_INFO_BYTES).fill(0)[0] = 2;
  return call.FPDFDOC_InitFormFillEnvironment(document, pointer);
}
