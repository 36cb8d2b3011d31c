import type { DocumentId, DocumentKind, LibraryCode } from '@diachi/domain';

/** The last thing that happened to a document, as other systems that keep a copy of its record are told. */
export type DocumentChange = {
  readonly id: DocumentId;
  /** ISO 8601, UTC, to the second: when what everybody may see of it last changed. */
  readonly at: string;
  /** Nobody but those who work on documents sees it any more: it was removed, merged or closed. */
  readonly isGone: boolean;
  /** The document that took its place; null when there is none. */
  readonly mergedInto: DocumentId | null;
  /** Where it stands; of one that is gone, where it stood when everybody could see it. */
  readonly library: LibraryCode;
  readonly collection: string;
  readonly kind: DocumentKind;
};

/** A stretch costs the same for all, for a library, for a collection of a library, for a kind, and for what is there or gone of all. */
export type ChangeFilter = {
  /** Both ends included, ISO 8601, UTC, to the second. */
  readonly from?: string;
  readonly until?: string;
  readonly library?: LibraryCode;
  readonly collection?: string;
  readonly kind?: DocumentKind;
  /** Only what is there, or only what is gone. */
  readonly isGone?: boolean;
};

/** `after` is the `next` of the stretch before, under the same filter and order; anything else fails with `stretch.bad-after` (invalid). */
export type ChangeStretch = {
  readonly order: 'oldest-first' | 'newest-first';
  readonly after?: string;
  readonly limit: number;
};

export type ChangeList = {
  readonly changes: readonly DocumentChange[];
  readonly next: string | null;
  /**
   * ISO 8601, UTC, to the second, by the catalogue's clock: every change before it was looked at, and whatever changes after this list was
   * read is of this second or later. Who asks next time `from` here misses nothing.
   */
  readonly asOf: string;
};

/** Where documents stand that everybody may see, or could once. */
export type ChangeShelf = {
  readonly library: LibraryCode;
  readonly collection: string;
  readonly kind: DocumentKind;
  readonly there: number;
  readonly gone: number;
};

/**
 * Every document whose record everybody may see, and every one that was so once, each with its last change. Gone ones stay for good. What
 * changes while a list is read comes at its new place; nothing that did not change is passed over or told twice. A stretch costs the same however many there are.
 */
export interface Changes {
  changes(filter: ChangeFilter, stretch: ChangeStretch): Promise<ChangeList>;
  /** How many there are. Its cost grows with the shelves, or with what lies between `from` and `until` when one of them is given. */
  countChanges(filter: ChangeFilter): Promise<number>;
  /** Every shelf on which something is or was, in the order of their libraries, collections and kinds; its cost grows with the shelves. */
  changeShelves(): Promise<readonly ChangeShelf[]>;
  /** Null when nothing was ever published. */
  earliestChange(): Promise<string | null>;
  /** The last change of one document; null when everybody never saw it. */
  changeOf(id: DocumentId): Promise<DocumentChange | null>;
  /** Tells of a document that it is gone, as the store remembers it; what is told of it already stays. For rebuilding. */
  rememberGone(gone: Omit<DocumentChange, 'at' | 'isGone'>): Promise<void>;
}
