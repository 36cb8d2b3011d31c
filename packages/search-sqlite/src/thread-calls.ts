import type { DocumentId, FailureNote } from '@diachi/domain';
import type {
  CatalogueAnswer,
  CatalogueQuestion,
  CatalogueStretch,
  DocumentHits,
  IndexedDocument,
  IndexedPage,
  IndexedRecord,
  SearchQuery,
  SearchResult,
  TermList,
  TermStretch,
} from '@diachi/ports';
import type { DiscardReason } from './index-file.ts';

/** What the index's thread can be asked, one after the other. Long work is many short calls, so that a search need not wait for it. */
export type ThreadCalls = {
  /** Puts in a document of few pages at once. */
  putWhole(document: IndexedDocument, pages: readonly IndexedPage[]): void;
  /** Puts in records of other repositories, all of them at once, or takes them out. */
  putRecords(records: readonly IndexedRecord[]): void;
  removeRecords(ids: readonly DocumentId[]): void;
  /** Makes room for a document nobody sees yet. Answers the number to add its pages under. */
  begin(document: IndexedDocument): number;
  add(number: number, pages: readonly IndexedPage[]): void;
  /** Shows the document in place of whatever was shown under its id. */
  publish(number: number): void;
  abandon(number: number): void;
  remove(id: string): void;
  search(query: SearchQuery): SearchResult;
  searchInDocument(
    id: string,
    text: string,
    stretch: { readonly offset: number; readonly limit: number },
  ): DocumentHits;
  suggest(start: string, limit: number): readonly string[];
  find(question: CatalogueQuestion, stretch: CatalogueStretch): CatalogueAnswer;
  terms(list: TermList, start: string, counts: { readonly before: number; readonly after: number }): TermStretch;
  /** Up to `limit` ids of documents of ours after one, in order; of records of other repositories too when `isAll`. */
  ids(after: string, limit: number, isAll: boolean): readonly DocumentId[];
  countRecords(): number;
  size(): { readonly documents: number; readonly pages: number };
  clear(): void;
  close(): void;
};

export type CallName = keyof ThreadCalls;

export type CallMessage = { readonly id: number; readonly name: CallName; readonly args: readonly unknown[] };

/** `opened` is sent once, before any answer. `discarded` may come whenever the file turns out to be damaged. */
export type ThreadMessage =
  | { readonly kind: 'opened' }
  | { readonly kind: 'not-opened'; readonly failure: FailureNote }
  | { readonly kind: 'discarded'; readonly reason: DiscardReason }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: FailureNote };
