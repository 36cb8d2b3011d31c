import type { FailureNote, PageImage } from '@diachi/domain';

/** A rectangle in pixels of the page image, from its top left corner. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** One word as printed. */
export type Word = {
  /** NFC, without white space. */
  readonly text: string;
  readonly box: Box;
  /** How sure the engine is, from 0 to 1; 1 for text that came with the document. */
  readonly confidence: number;
  /** Numbers of the line and the block it stands in, each from 0 and rising in reading order over the page. */
  readonly line: number;
  readonly block: number;
};

/** What read a page, so that a later reader can tell results apart. */
export type Engine = {
  readonly name: 'tesseract.js' | 'tesseract' | 'pdf-text' | 'none';
  readonly version: string;
  /** Languages with their model: `vie 4.0.0_best_int`. */
  readonly model: string;
  readonly settings: Readonly<Record<string, string | number | boolean>>;
};

/** One thing done to a page before it was read, in the order done: `turned 90`, `straightened -1.3`. */
export type Treatment = {
  readonly step:
    | 'exif-turned'
    | 'turned'
    | 'straightened'
    | 'grey'
    | 'inverted'
    | 'border-removed'
    | 'scaled'
    | 'light-evened'
    | 'salvaged';
  /** Degrees clockwise, or the factor of scaling; null where there is nothing to tell. */
  readonly amount: number | null;
};

type Reading = {
  readonly version: 1;
  /** Null only on an unreadable page of which nothing could be drawn. */
  readonly image: PageImage | null;
  readonly engine: Engine;
  readonly treatments: readonly Treatment[];
};

/** A blank page is a result, and so is one nobody could read. Only an engine that broke is a failure. */
export type PageText =
  | (Reading & { readonly kind: 'read'; readonly words: readonly Word[]; readonly damage: FailureNote | null })
  | (Reading & { readonly kind: 'blank' })
  | (Reading & { readonly kind: 'unreadable'; readonly reason: FailureNote });
