import type { Bookmark, Original, PageScan, Revision } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';
import type { IntakeLimits } from './config.ts';
import type { PdfReader } from './pdf-reader.ts';

/** What looking into an original needs. */
export type TakeTools = {
  readonly store: ObjectStore;
  readonly limits: IntakeLimits;
  readonly pdf: PdfReader;
  /** A folder for files of the moment; it need not exist yet. */
  readonly scratchDir: string;
  readonly signal?: AbortSignal | undefined;
};

/** One original, and where in the document its pages begin. */
export type TakeWork = {
  readonly original: Original;
  /** The original as a file that is only read. */
  readonly path: string;
  readonly revision: Revision;
  readonly firstPage: number;
  /** The document's languages, as `vie+fra`. */
  readonly language: string;
};

/** Pages of one original in order, numbered from `firstPage`. */
export type PagesFound = { readonly pages: readonly PageScan[]; readonly bookmarks: readonly Bookmark[] };
