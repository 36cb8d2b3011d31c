import type {
  DocumentId,
  DocumentKind,
  DocumentRecord,
  LibraryCode,
  PageIndex,
  PageLabel,
  SourceCode,
} from '@diachi/domain';
import type {
  CatalogueAnswer,
  CatalogueQuestion,
  CatalogueStretch,
  TermList,
  TermStretch,
} from './catalogue-question.ts';

/** A document as search knows it. */
export type IndexedDocument = {
  readonly id: DocumentId;
  readonly record: DocumentRecord;
  readonly receivedAt: string;
};

/** A record of another repository as search knows it. Whatever its `library` says, it is in none of ours. */
export type IndexedRecord = IndexedDocument & { readonly source: SourceCode };

export type IndexedPage = { readonly page: PageIndex; readonly label: PageLabel; readonly text: string };

/** Where a document is: with us, or in another repository. */
export type Whereabouts = SourceCode | typeof OURS;

/** Stands for the library itself among the sources; no source has this code. */
export const OURS = 'ours';

export type SearchFilter = {
  readonly sources?: readonly Whereabouts[];
  readonly libraries?: readonly LibraryCode[];
  readonly collections?: readonly string[];
  readonly kinds?: readonly DocumentKind[];
  readonly languages?: readonly string[];
  /** First years: 1950 means 1950–1959. A document counts for every decade its date may fall in. */
  readonly decades?: readonly number[];
};

export type SearchQuery = {
  /** As typed: words, "phrases in quotes"; empty lists everything. */
  readonly text: string;
  readonly filter?: SearchFilter;
  readonly sort?: 'relevance' | 'newest' | 'oldest';
  /** Documents to pass over and to return. */
  readonly offset?: number;
  readonly limit?: number;
  /** The last word may be only the start of one. */
  readonly isTyping?: boolean;
};

/** A stretch of text; hits are the words that were sought. */
export type SnippetPart = { readonly text: string; readonly isHit: boolean };

export type PageHit = { readonly page: PageIndex; readonly label: PageLabel; readonly snippet: readonly SnippetPart[] };

export type DocumentHit = {
  readonly documentId: DocumentId;
  /** The repository it is a record of; null for a document of ours. */
  readonly source: SourceCode | null;
  readonly record: DocumentRecord;
  /** The title with what was sought in it marked. */
  readonly title: readonly SnippetPart[];
  /** The best pages, best first, at most three. Empty when only the record matched. */
  readonly pages: readonly PageHit[];
  /** Matching pages in all. */
  readonly pageCount: number;
};

export type FacetValue<Value> = { readonly value: Value; readonly count: number };

/** How many matching documents have each value, most first. Each facet counts as if its own filter were not set. */
export type Facets = {
  readonly sources: readonly FacetValue<Whereabouts>[];
  readonly libraries: readonly FacetValue<LibraryCode>[];
  readonly collections: readonly FacetValue<string>[];
  readonly kinds: readonly FacetValue<DocumentKind>[];
  readonly languages: readonly FacetValue<string>[];
  readonly decades: readonly FacetValue<number>[];
};

export type SearchResult = {
  /** Matching documents. */
  readonly total: number;
  readonly hits: readonly DocumentHit[];
  readonly facets: Facets;
  /** Words the index put in place of ones nobody wrote, as `typed` → `meant`. Hits by them come last. */
  readonly corrections: readonly { readonly typed: string; readonly meant: string }[];
  /** The last word typed, where nothing was found with it and words that begin so were sought in its place; otherwise null. */
  readonly wordStart: string | null;
};

/** Pages of one document that match; `total` counts them all. `wordStart` as in a `SearchResult`, for this document alone. */
export type DocumentHits = {
  readonly total: number;
  readonly pages: readonly PageHit[];
  readonly wordStart: string | null;
};

/**
 * A copy of published texts that can be searched, and thrown away. Vietnamese is found with or without tone marks, in old or new
 * tone placement, NFC or NFD; pages with exactly the tones sought come first. Where a search finds nothing, it is asked once more
 * with its last word as the start of one. Everything fails with `search.unavailable` when the index cannot answer, and
 * `search.full` (also `unavailable`) when it has no room.
 */
export interface SearchIndex {
  /** Replaces everything known of the document. Searchers see all of it or, until then, what was there before. */
  put(document: IndexedDocument, pages: AsyncIterable<IndexedPage> | Iterable<IndexedPage>): Promise<void>;
  /** Removing what is not there is done already. */
  remove(id: DocumentId): Promise<void>;

  /**
   * Replaces everything known of records of other repositories, or takes them out. They are found by `search` and `suggest` and by nothing else:
   * the rest is of our own documents.
   */
  putRecords(records: readonly IndexedRecord[]): Promise<void>;
  removeRecords(ids: readonly DocumentId[]): Promise<void>;

  /** Fails with `search.bad-query` when there is nothing to look for in what was typed, or it is too long. */
  search(query: SearchQuery): Promise<SearchResult>;
  /** Every page of one document that matches, in reading order. */
  searchInDocument(
    id: DocumentId,
    text: string,
    stretch: { readonly offset: number; readonly limit: number },
  ): Promise<DocumentHits>;
  /** Words and titles that begin so, in their own spelling, most frequent first. */
  suggest(start: string, limit: number): Promise<readonly string[]>;

  /**
   * Documents that answer a catalogue's question exactly. Fails with `search.bad-query` as `search` does, and with `search.too-many`
   * (invalid) where more would have to be put together than can be.
   */
  find(question: CatalogueQuestion, stretch: CatalogueStretch): Promise<CatalogueAnswer>;
  /** At most 100 entries each way. Fails with `search.too-many` where a list is too long to be leafed through. */
  terms(
    list: TermList,
    start: string,
    counts: { readonly before: number; readonly after: number },
  ): Promise<TermStretch>;

  /** Every document of ours the index holds, in the order of their ids, or only those that come after one, which need not be there. */
  documents(after?: DocumentId): AsyncIterable<DocumentId>;

  /**
   * Puts in place of everything the index holds what `fill` puts in, one document after the other or several at once. Searchers
   * find every document as it was until it is replaced, and what was not replaced is gone only at the end, or stays when `fill`
   * fails. What others put or remove meanwhile stays so.
   */
  rebuild(fill: (beside: Pick<SearchIndex, 'put' | 'putRecords'>) => Promise<void>): Promise<void>;

  /** Of our own documents. */
  size(): Promise<{ readonly documents: number; readonly pages: number }>;
  /** Of other repositories. */
  countRecords(): Promise<number>;
  /** Throws everything away. */
  clear(): Promise<void>;
  close(): Promise<void>;
}
