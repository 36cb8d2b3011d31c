import type { FailureNote } from './failure.ts';
import type { PageIndex, PageLabel } from './page.ts';

/** Where a page's picture lies in the store: a whole object, named by its key. */
export type PageScan = {
  readonly page: PageIndex;
  readonly label: PageLabel;
  /** Null when the page could not be taken out at all; then `damage` says why. */
  readonly scanKey: string | null;
  /** Type of what lies under `scanKey`: an image sharp can read, one page in it. */
  readonly type: string | null;
  /** Dots per inch the file claims, or that follow from the page's size; null when unknown. */
  readonly dpi: number | null;
  /** Key of the page's own good text (a `PageText`), in pixels of the scan; null when it has to be read. */
  readonly textKey: string | null;
  /** What is wrong with this page although the document goes on: it shows what could be saved, marked. */
  readonly damage: FailureNote | null;
};

/** What intake found inside a document's originals, in reading order. */
export type PageList = {
  readonly pages: readonly PageScan[];
  /** Headings with the page they lead to, as the PDF gave them. */
  readonly bookmarks: readonly Bookmark[];
};

export type Bookmark = { readonly title: string; readonly page: PageIndex; readonly level: number };
