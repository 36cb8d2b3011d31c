import type {
  Bookmark,
  Document,
  DocumentId,
  Library,
  LibraryCode,
  ManifestPage,
  PageIndex,
  PageSummary,
  Role,
} from '@diachi/domain';
import type { PageText } from '@diachi/page-text';
import type { DocumentFilter } from './catalogue.ts';
import type { DocumentList, Stretch } from './document-list.ts';
import type { DocumentHit, DocumentHits, SearchQuery, SearchResult } from './search-index.ts';
import type { Shelf } from './shelf.ts';

/** A document as a page of it shows it. */
export type DocumentView = {
  readonly document: Document;
  /** Of the published revision, or of the one in work while nothing is published. */
  readonly pages: readonly PageSummary[];
  readonly bookmarks: readonly Bookmark[];
};

/** One published page: its image, its files, its words. */
export type PageView = { readonly revision: number; readonly page: ManifestPage; readonly text: PageText };

/** A document that search found, with the revision readers see it in: the one its pictures are of. */
export type FoundDocument = DocumentHit & { readonly revision: number };

/** What search found and the catalogue publishes. */
export type Found = Omit<SearchResult, 'hits'> & { readonly hits: readonly FoundDocument[] };

/**
 * What readers, and the pages they read on, ask of the library. Whoever is asking is named by role: readers are answered
 * `document.missing` for what is not published. Everything fails as the ports behind it do.
 */
export interface Reading {
  search(query: SearchQuery): Promise<Found>;
  suggest(start: string, limit: number): Promise<readonly string[]>;
  /** Fails with `document.missing`. */
  document(id: DocumentId, role: Role): Promise<DocumentView>;
  /** The same without its pages: a volume has thousands. */
  documentAlone(id: DocumentId, role: Role): Promise<Document>;
  /** Fails with `document.missing`, or `page.missing`. */
  page(id: DocumentId, page: PageIndex, role: Role): Promise<PageView>;
  hits(
    id: DocumentId,
    text: string,
    stretch: { readonly offset: number; readonly limit: number },
  ): Promise<DocumentHits>;
  /** Readers are shown published documents only, whatever the filter says. */
  documents(filter: DocumentFilter, stretch: Stretch, role: Role): Promise<DocumentList>;
  /** What of it can be browsed, counted; a few seconds may pass before a change is seen. */
  shelves(): Promise<readonly Shelf[]>;
  libraries(): Promise<readonly Library[]>;
  collections(library?: LibraryCode): Promise<readonly string[]>;
}
