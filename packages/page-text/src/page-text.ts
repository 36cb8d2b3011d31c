import type { FailureNote, PageImage } from '@diachi/domain';

/** A place in pixels of a picture, from its top left corner. */
export type Point = { readonly x: number; readonly y: number };

/** A rectangle in pixels of the page image, from its top left corner. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** One word as printed. */
export type Word = {
  /** NFC, without white space. */
  readonly text: string;
  readonly box: Box;
  /** How likely it is right as it stands, from 0 to 1; 1 for text that came with the document. */
  readonly confidence: number;
  /** Numbers of the line and the block it stands in, each from 0 and rising in reading order over the page. */
  readonly line: number;
  readonly block: number;
  /** Left out where the word is as it was first read. */
  readonly change?: Change;
  /** Which of the page's further engines read it, from 0; left out for the page's own engine. */
  readonly reader?: number;
  /** Where it stands in a table; left out elsewhere. */
  readonly cell?: Cell;
  /** The word goes on at the beginning of the next line of text: what divides it here is no part of it unless `keepsHyphen`. */
  readonly division?: Division;
};

/** Why a word is no longer as it was first read, so that people can look at it. */
export type Change = {
  /** As first read; empty for a word that was only seen at the second reading. */
  readonly from: string;
  /** `reread`: read again from its own cut-out. `spelling`: by the rules of the language. `language`: by what the library's texts have. */
  readonly why: 'reread' | 'spelling' | 'language';
  /** How likely the change is right, from 0 to 1. */
  readonly probability: number;
};

/** Row and column of a table, each from 0. */
export type Cell = { readonly row: number; readonly column: number };

export type Division = { readonly keepsHyphen: boolean };

/** What a block is on its page. A block in another script has no words: people have to read it. */
export const BLOCK_ROLES = [
  'text',
  'heading',
  'running-head',
  'page-number',
  'table',
  'caption',
  'footnote',
  'other-script',
] as const;

export type BlockRole = (typeof BLOCK_ROLES)[number];

/** A stretch of a page that is read as one. Its number is its place in the page's list. */
export type Block = {
  readonly role: BlockRole;
  readonly box: Box;
  /** Of a heading, from 1 for the largest of the page; null on anything else. */
  readonly level: number | null;
  /** Numbers of the lines that begin a paragraph, rising. */
  readonly paragraphs: readonly number[];
};

/** What one look told of a page before it was read. */
export type PageLook = {
  readonly kind: 'text' | 'blank' | 'picture';
  readonly isNegative: boolean;
  readonly hasBorder: boolean;
  /** Degrees clockwise that make the page upright and level. */
  readonly degrees: number;
  /** What is read one after the other, in order, in pixels of the page image: two boxes for facing pages. */
  readonly areas: readonly Box[];
  readonly columns: number;
  /** Height of small letters in pixels of the scan; null with too few to tell. */
  readonly xHeightPx: number | null;
  /** Specks to a letter; 0 on clean paper. */
  readonly noise: number;
  /** Where the sheet's corners were on the scan, in its pixels, clockwise; left out unless the page image shows the sheet laid flat. */
  readonly laidFlatFrom?: readonly Point[];
};

/** What read a page, so that a later reader can tell results apart. */
export type Engine = {
  /** A plain word: `tesseract.js`, `pdf-text` for text the document came with, `none` where nothing was read. */
  readonly name: string;
  readonly version: string;
  /** Languages with their model: `vie 4.0.0_best_int`. */
  readonly model: string;
  readonly settings: Readonly<Record<string, string | number | boolean>>;
};

/** One thing done to a page before it was read, in the order done: `turned 90`, `straightened -1.3`. */
export type Treatment = {
  readonly step:
    | 'exif-turned'
    | 'laid-flat'
    | 'turned'
    | 'straightened'
    | 'grey'
    | 'inverted'
    | 'border-removed'
    | 'scaled'
    | 'light-evened'
    | 'dust-removed'
    | 'contrast-spread'
    | 'flattened'
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
  /** Null on text that came with the document, and on pages read before looks were kept. */
  readonly look: PageLook | null;
};

/** A blank page is a result, and so is one nobody could read. Only an engine that broke is a failure. */
export type PageText =
  | (Reading & {
      readonly kind: 'read';
      readonly words: readonly Word[];
      /** One for each number words have as their `block`; empty where nobody has told blocks apart. */
      readonly blocks: readonly Block[];
      /** What read words again, beside `engine`. */
      readonly furtherEngines: readonly Engine[];
      /** Share of the page's characters that are likely wrong or missing, from 0 to 1; null where nobody has reckoned it. */
      readonly expectedError: number | null;
      readonly damage: FailureNote | null;
    })
  | (Reading & { readonly kind: 'blank' })
  | (Reading & { readonly kind: 'unreadable'; readonly reason: FailureNote });
