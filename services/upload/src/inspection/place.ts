import { type DocumentId, fieldsOf, listOf, oneOf, orNull, parseDocumentId, textOf, wholeOf } from '@diachi/domain';
import { type Found, foundOf } from './inspection.ts';

/** How far going through the search index came. */
export type IndexPlace = {
  /** The last document of it that was looked at. */
  readonly after: DocumentId | null;
  /** Documents it holds that nobody asked for. */
  readonly others: readonly DocumentId[];
  /** It did not answer, and is not looked at any more. */
  readonly isAway: boolean;
};

/** What seems to be unknown; it is looked at again at the end. */
export type Doubts = {
  readonly documents: readonly DocumentId[];
  /** Keys of originals. */
  readonly originals: readonly string[];
  readonly objects: readonly string[];
};

/** How far going through the store, and the index beside it, came. */
export type StorePlace = {
  /** Nothing up to this key is looked at again; null before the first. */
  readonly after: string | null;
  /** Documents that were missing in the index. */
  readonly planned: number;
  readonly doubts: Doubts;
  readonly index: IndexPlace;
};

/** Where in the catalogue's list of documents, or then in the store. */
export type Reached =
  | { readonly part: 'documents'; readonly after: string }
  | ({ readonly part: 'store' } & StorePlace);

/** How far an inspection came, so that one that was broken off is gone on with. */
export type Place = {
  readonly version: 1;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly keptAt: string;
  readonly found: Found;
  /** Documents that are read again because of it. */
  readonly readAnew: number;
  readonly reached: Reached;
};

/** Reads what was parsed from JSON. Throws a plain error. */
export const placeOf = (raw: Readonly<Record<string, unknown>>): Place => ({
  version: 1,
  startedAt: textOf(raw['startedAt']),
  keptAt: textOf(raw['keptAt']),
  found: foundOf(fieldsOf(raw['found'])),
  readAnew: wholeOf(raw['readAnew'], 0),
  reached: reachedOf(fieldsOf(raw['reached'])),
});

function reachedOf(raw: Readonly<Record<string, unknown>>): Reached {
  const part = oneOf(raw['part'], ['documents', 'store']);
  if (part === 'documents') return { part, after: textOf(raw['after']) };
  const doubts = fieldsOf(raw['doubts']);
  const index = fieldsOf(raw['index']);
  return {
    part,
    after: orNull(raw['after'], textOf),
    planned: wholeOf(raw['planned'], 0),
    doubts: {
      documents: listOf(doubts['documents'], parseDocumentId),
      originals: listOf(doubts['originals'], textOf),
      objects: listOf(doubts['objects'], textOf),
    },
    index: {
      after: orNull(index['after'], parseDocumentId),
      others: listOf(index['others'], parseDocumentId),
      isAway: index['isAway'] === true,
    },
  };
}
