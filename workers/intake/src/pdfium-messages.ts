import type { PdfError, PdfSource, PictureSize } from './pdf-reader.ts';

/** What is asked of a pdfium thread, one thing at a time; `open` comes first. */
export type PdfiumCall =
  | { readonly kind: 'open'; readonly source: PdfSource }
  | { readonly kind: 'page' | 'words' | 'lostImages' | 'takeImage'; readonly page: number }
  | { readonly kind: 'draw'; readonly page: number; readonly size: PictureSize };

export type PdfiumAnswer =
  | { readonly kind: 'done'; readonly value: unknown }
  /** `reason` is null for a bug. After a crash the thread is of no more use. */
  | {
      readonly kind: 'broke';
      readonly reason: PdfError['reason'] | null;
      readonly message: string;
      readonly isCrash: boolean;
    };
