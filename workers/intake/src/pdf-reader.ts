import type { Bookmark } from '@diachi/domain';

/** A rectangle as shares of the page as it is shown, from its top left corner; may reach a little over its edges. */
export type PageArea = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

/** The one image that is all one sees of a page. */
export type WholePageImage = {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Quarter turns clockwise that put it upright. */
  readonly turns: 0 | 1 | 2 | 3;
  /** Where its edges are on the page. */
  readonly area: PageArea;
};

/** A page as a reader of the PDF is shown it: turned as its rotation says, as large as its user unit says. */
export type PdfPage = {
  /** Null where the PDF gives none. */
  readonly label: string | null;
  readonly widthPt: number;
  readonly heightPt: number;
  /** Quarter turns clockwise from how it is described to how it is shown. */
  readonly turns: number;
  /** Null when the page has to be drawn. */
  readonly image: WholePageImage | null;
  /** How much of the page images cover, from 0 to 1. */
  readonly imageShare: number;
  /** Pixels of the largest image on it, known before anything is decoded. */
  readonly largestImage: { readonly widthPx: number; readonly heightPx: number } | null;
};

/** A word of the page's own text, in reading order. */
export type PdfWord = PageArea & { readonly text: string; readonly line: number; readonly block: number };

export type PdfText = {
  readonly words: readonly PdfWord[];
  /** Characters whose meaning the PDF does not tell. */
  readonly unknownCharacters: number;
};

/** A picture as a file of its own, upright. */
export type Picture = {
  readonly bytes: Uint8Array;
  readonly type: 'image/jpeg' | 'image/png' | 'image/tiff';
  readonly widthPx: number;
  readonly heightPx: number;
};

export type PictureSize = { readonly widthPx: number; readonly heightPx: number };

export type PdfSource = {
  readonly path: string;
  /** Bytes to be read before and after the file's own, as if they were part of it. */
  readonly before?: Uint8Array;
  readonly after?: Uint8Array;
};

export type PdfOptions = { readonly pageTimeMs: number; readonly signal?: AbortSignal | undefined };

/**
 * Opens PDFs without reading them whole. Fails with a `PdfError`, of which `encrypted` and `damaged` are about the file,
 * `page-damaged` is about the page asked for, `too-slow` and `crashed` (also for want of memory) about that page or about this machine at
 * this moment; other pages can still be asked for after them. `unreachable` is about the disk the file lies on. Fails with the signal's
 * reason once that is aborted.
 */
export type PdfReader = {
  readonly name: 'pdfium' | 'poppler';
  open(source: PdfSource, options: PdfOptions): Promise<OpenPdf>;
};

/** Pages are counted from 0. Calls are answered one after the other. */
export type OpenPdf = {
  readonly pageCount: number;
  readonly bookmarks: readonly Bookmark[];
  page(page: number): Promise<PdfPage>;
  words(page: number): Promise<PdfText>;
  /** Takes out the whole-page image: a JPEG as it is, everything else without loss. */
  takeImage(page: number): Promise<Picture>;
  /** How many images in plain sight cannot be decoded to their end: each leaves a gap that looks like blank paper. */
  lostImages(page: number): Promise<number>;
  /** Draws a page exactly as large as asked. */
  draw(page: number, size: PictureSize): Promise<Picture>;
  close(): Promise<void>;
};

export class PdfError extends Error {
  override readonly name = 'PdfError';
  readonly reason: 'encrypted' | 'damaged' | 'page-damaged' | 'too-slow' | 'crashed' | 'unreachable';

  constructor(reason: PdfError['reason'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
