import type { Layout } from './ocr-engine.ts';

/**
 * How every engine is asked to read, without trying each line in negative too: a page by finding columns and lines by itself
 * (segmentation 3), a column as lines one below the other (segmentation 6).
 */
export const READING_SETTINGS = {
  page: { tessedit_pageseg_mode: '3', tessedit_do_invert: '0' },
  column: { tessedit_pageseg_mode: '6', tessedit_do_invert: '0' },
} as const satisfies Record<Layout, Readonly<Record<string, string>>>;
