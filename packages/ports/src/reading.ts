import type {
  Asker,
  Bookmark,
  Document,
  DocumentId,
  ForeignAddresses,
  ForeignRecord,
  HarvestSource,
  Library,
  LibraryCode,
  ManifestPage,
  PageIndex,
  PageSummary,
  Rights,
  SourceCode,
} from '@diachi/domain';
import type { PageText } from '@diachi/page-text';
import type { DocumentFilter } from './catalogue.ts';
import type { DocumentList, Stretch } from './document-list.ts';
import type { DocumentHit, DocumentHits, SearchQuery, SearchResult } from './search-index.ts';
import type { Shelf } from './shelf.ts';

/** A document as whoever asks may see it. */
export type DocumentView = {
  readonly document: Document;
  readonly rights: Rights;
  /** Of the published revision, or of the one in work while nothing is published. None where neither text nor pictures may be seen. */
  readonly pages: readonly PageSummary[];
  /** None where the text may not be seen. */
  readonly bookmarks: readonly Bookmark[];
};

/** One page: its image, its files, its words. Which of its pictures may be shown is said by `rights`. */
export type PageView = {
  readonly revision: number;
  readonly page: ManifestPage;
  readonly text: PageText;
  readonly rights: Rights;
};

/** A document of ours that search found, with the revision readers see it in: the one its pictures are of. */
export type FoundDocument = DocumentHit & { readonly source: null; readonly revision: number };

/** A record of another repository that search found, with where it is there. */
export type FoundRecord = DocumentHit & { readonly source: SourceCode; readonly addresses: ForeignAddresses };

/** Another repository as readers know it. */
export type SourceName = { readonly code: SourceCode; readonly name: string };

/** A record of another repository, and which one that is. */
export type ForeignView = { readonly record: ForeignRecord; readonly source: HarvestSource };

/** What search found and the catalogue publishes. */
export type Found = Omit<SearchResult, 'hits'> & { readonly hits: readonly (FoundDocument | FoundRecord)[] };

/**
 * What readers, and the pages they read on, ask of the library. Each is answered what whoever asks may see (`rightsOf`): with
 * `document.missing` where they may not even know of a document, with `document.restricted` where they may see less of it than
 * they ask for. Search finds what everybody may see. Everything fails as the ports behind it do.
 */
export interface Reading {
  search(query: SearchQuery): Promise<Found>;
  suggest(start: string, limit: number): Promise<readonly string[]>;
  /** Fails with `document.missing`. */
  document(id: DocumentId, asker: Asker): Promise<DocumentView>;
  /** The same without its pages: a volume has thousands. */
  documentAlone(id: DocumentId, asker: Asker): Promise<Document>;
  /** Needs the right to its text. Fails with `document.missing`, `document.restricted` or `page.missing`. */
  page(id: DocumentId, page: PageIndex, asker: Asker): Promise<PageView>;
  /** Needs the right to its text, as `page`. */
  hits(
    id: DocumentId,
    text: string,
    stretch: { readonly offset: number; readonly limit: number },
    asker: Asker,
  ): Promise<DocumentHits>;
  /** Documents whose record whoever asks may see; to readers and members published ones only, whatever the filter says. */
  documents(filter: DocumentFilter, stretch: Stretch, asker: Asker): Promise<DocumentList>;
  /** What of it everybody can browse, counted; a few seconds may pass before a change is seen. */
  shelves(): Promise<readonly Shelf[]>;
  libraries(): Promise<readonly Library[]>;
  /** Other repositories whose records are found here, in the order of their codes. */
  sources(): Promise<readonly SourceName[]>;
  /** Fails with `foreign-record.missing`. */
  foreignRecord(source: SourceCode, id: DocumentId): Promise<ForeignView>;
  collections(library?: LibraryCode): Promise<readonly string[]>;
}
