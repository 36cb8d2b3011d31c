export type { AccessToken, AccessTokens, NewAccessToken } from './access-tokens.ts';
export type { AuditEntry, AuditTrail } from './audit-trail.ts';
export type {
  Catalogue,
  DocumentFilter,
  FinishedStep,
  NewDocument,
} from './catalogue.ts';
export {
  type CatalogueAnswer,
  type CatalogueOrder,
  type CatalogueQuestion,
  type CatalogueStretch,
  type ListedTerm,
  type QuestionField,
  RECORD_FIELDS,
  type RecordField,
  TERM_LISTS,
  type TermList,
  type TermStretch,
  type WordList,
} from './catalogue-question.ts';
export type { ChangeFilter, ChangeList, ChangeShelf, ChangeStretch, Changes, DocumentChange } from './changes.ts';
export type { DocumentList, Stretch } from './document-list.ts';
export type { ForeignStretch, Harvests, KeptRecords, KnownSource, ToldRecords } from './harvests.ts';
export {
  type AddOptions,
  type Delivery,
  type Depth,
  handle,
  type JobDepth,
  type JobEvent,
  type JobHandler,
  type JobQueue,
  type WorkLimits,
} from './job-queue.ts';
export type { Locks } from './locks.ts';
export type { ByteRange, Download, ObjectStore } from './object-store.ts';
export { createPace, type Pace } from './pace.ts';
export type { People } from './people.ts';
export type { Person } from './person.ts';
export type {
  DocumentView,
  ForeignView,
  Found,
  FoundDocument,
  FoundRecord,
  PageView,
  Reading,
  SourceName,
} from './reading.ts';
export {
  type DocumentHit,
  type DocumentHits,
  type Facets,
  type FacetValue,
  type IndexedDocument,
  type IndexedPage,
  type IndexedRecord,
  OURS,
  type PageHit,
  type SearchFilter,
  type SearchIndex,
  type SearchQuery,
  type SearchResult,
  type SnippetPart,
  type Whereabouts,
} from './search-index.ts';
export type { Shelf } from './shelf.ts';
export type { StepCount } from './step-count.ts';
export type { CheckList, DocumentToCheck, PageToCheck, ToCheck, TrustedText } from './to-check.ts';
export type { DocumentInWork, WorkCount, WorkInHand } from './work-in-hand.ts';
