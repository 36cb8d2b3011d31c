import type { DocumentId, DocumentKind, LibraryCode } from '@diachi/domain';

/** Fields of a record that can be asked for by themselves. */
export const RECORD_FIELDS = [
  'title',
  'creator',
  'subject',
  'place',
  'summary',
  'publisher',
  'series',
  'number',
] as const;

export type RecordField = (typeof RECORD_FIELDS)[number];

/** `text`: what is written on a page; all words of a clause on one. `anything`: a page, or the whole record. */
export type QuestionField = 'anything' | 'text' | RecordField;

/** Any of the values of each; several must all hold, and a list with nothing in it holds of everything. */
type CatalogueValues = {
  readonly libraries?: readonly LibraryCode[];
  readonly collections?: readonly string[];
  readonly kinds?: readonly DocumentKind[];
  readonly languages?: readonly string[];
};

/**
 * What another catalogue asks, to be answered exactly: nothing is corrected, and nothing added. Words are found with or without tone
 * marks, as everywhere; only entries of lists are told from those with other marks.
 */
export type CatalogueQuestion =
  | { readonly kind: 'everything' }
  | {
      readonly kind: 'words';
      readonly field: QuestionField;
      readonly text: string;
      /** Every word, any of them, or all side by side in their order. */
      readonly relation: 'all' | 'any' | 'side-by-side';
      /** The last word may be only the start of one. */
      readonly isBegun: boolean;
    }
  | { readonly kind: 'values'; readonly filter: CatalogueValues }
  /** Its date may fall in one of these years, both included; null is no bound. A side of a date that is open counts as its other side. */
  | { readonly kind: 'years'; readonly from: number | null; readonly to: number | null }
  /** It has this very entry in a list: capitals and the place of tone marks do not matter, the marks do. */
  | { readonly kind: 'entry'; readonly list: WordList; readonly term: string }
  | { readonly kind: 'document'; readonly id: DocumentId }
  /** `not`: what answers the left one and not the right one. */
  | { readonly kind: 'and' | 'or' | 'not'; readonly left: CatalogueQuestion; readonly right: CatalogueQuestion };

/** The last received first, or by year; documents without one come last. */
export type CatalogueOrder = 'received' | 'newest' | 'oldest';

export type CatalogueStretch = {
  readonly order?: CatalogueOrder;
  readonly offset: number;
  /** At most 100 are answered. */
  readonly limit: number;
};

/** `total` counts all of them. */
export type CatalogueAnswer = { readonly total: number; readonly ids: readonly DocumentId[] };

/** Lists that can be leafed through. */
export const TERM_LISTS = ['title', 'creator', 'subject', 'year'] as const;

export type TermList = (typeof TERM_LISTS)[number];

/** Those whose entries are words. */
export type WordList = Exclude<TermList, 'year'>;

/** An entry of such a list, with the capitals it mostly has, and how many documents have it: these words with these marks. */
export type ListedTerm = { readonly term: string; readonly documents: number };

/** Entries before a place in the alphabet, and from there on; both in the order of the alphabet: without regard to marks first, and by them where all else is alike. */
export type TermStretch = { readonly before: readonly ListedTerm[]; readonly after: readonly ListedTerm[] };
