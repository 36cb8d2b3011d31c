import { MAX_PAGES } from '@diachi/domain';
import { type Config, parse, type Settings } from '@diachi/process';

/** What a person may set about looking into originals. */
export const intakeSettings = {
  pdfTools: {
    env: 'PDF_TOOLS',
    doc: 'what draws PDF pages: poppler, the built-in pdfium, or auto (poppler when it is installed)',
    default: 'auto',
    parse: parse.oneOf('auto', 'poppler', 'pdfium'),
  },
  maxImagePixels: {
    env: 'MAX_IMAGE_PIXELS',
    doc: 'the most pixels a scanned page may have; a larger one is refused before it is decoded',
    default: '250000000',
    parse: parse.wholeNumber(1_000_000, 2_000_000_000),
  },
  maxDrawnPixels: {
    env: 'MAX_DRAWN_PIXELS',
    doc: 'the most pixels a PDF page is drawn with; larger pages are drawn with fewer dots per inch than 300',
    default: '40000000',
    parse: parse.wholeNumber(1_000_000, 400_000_000),
  },
  maxPages: {
    env: 'MAX_PAGES',
    doc: 'the most pages one document may have',
    default: String(MAX_PAGES),
    parse: parse.wholeNumber(1, MAX_PAGES),
  },
  pageTimeMs: {
    env: 'INTAKE_PAGE_TIME',
    doc: 'how long taking out one page may take before it is given up and marked',
    default: '2min',
    parse: parse.duration,
  },
} satisfies Settings;

export type IntakeLimits = Omit<Config<typeof intakeSettings>, 'pdfTools'>;
