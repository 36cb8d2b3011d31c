import { type Config, parse, type Settings } from '@diachi/process';
import { ENGINE_CHOICES } from './engines/choose-engine.ts';

/** What a person may set about reading pages. */
export const ocrSettings = {
  ocrEngine: {
    env: 'OCR_ENGINE',
    doc: 'what reads pages: tesseract.js (built in), native (the tesseract program), or auto (the program when it has every language)',
    default: 'auto',
    parse: parse.oneOf(...ENGINE_CHOICES),
  },
  ocrPageTimeMs: {
    env: 'OCR_PAGE_TIME',
    doc: 'how long the engine may read one page; what was read by then is kept, and a page of which nothing was is unreadable',
    default: '3min',
    parse: parse.duration,
  },
  ocrPagesPerEngine: {
    env: 'OCR_PAGES_PER_ENGINE',
    doc: 'how many pages one engine reads before a fresh one takes its place',
    default: '200',
    parse: parse.wholeNumber(1, 1_000_000),
  },
  ocrMostWrong: {
    env: 'OCR_MOST_WRONG',
    doc: 'of a hundred letters of a page, how many may likely be wrong; a page with more is kept as unreadable',
    default: '30',
    parse: parse.wholeNumber(1, 100),
  },
  ocrMaxPixels: {
    env: 'OCR_MAX_PIXELS',
    doc: 'the most pixels of a page that is read; a larger one is kept as unreadable',
    default: '250000000',
    parse: parse.wholeNumber(1_000_000, 2_000_000_000),
  },
} satisfies Settings;

export type OcrSettings = Config<typeof ocrSettings>;
