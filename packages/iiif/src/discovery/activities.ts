import type { DocumentId } from '@diachi/domain';
import type { IiifAddresses } from '../presentation/iiif-addresses.ts';
import type { ActivityWindow } from './activity-window.ts';

/** What happened last to a document, as everybody may know it. */
export type DocumentActivity = {
  readonly id: DocumentId;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly isGone: boolean;
  readonly mergedInto: DocumentId | null;
};

const DISCOVERY_CONTEXT = 'http://iiif.io/api/discovery/1/context.json';

const page = (addresses: IiifAddresses, window: ActivityWindow) => ({
  id: addresses.activityPage(window),
  type: 'OrderedCollectionPage' as const,
});

/** Everything that happened, as IIIF Change Discovery 1.0 begins to tell it (section 3.1). `first` and `last` are null where nothing did. */
export const activityCollection = (
  addresses: IiifAddresses,
  told: {
    readonly total: number;
    readonly first: ActivityWindow | null;
    readonly last: ActivityWindow | null;
  },
) => ({
  '@context': DISCOVERY_CONTEXT,
  id: addresses.activities(),
  type: 'OrderedCollection' as const,
  totalItems: told.total,
  ...(told.first !== null && { first: page(addresses, told.first) }),
  // Must be there: of a library where nothing was published yet it is a page that has nothing.
  last: page(addresses, told.last ?? EMPTY_WINDOW),
});

/** A year in which nothing can have happened. */
export const EMPTY_WINDOW: ActivityWindow = '1970';

/** What happened in a stretch of time, earliest first (section 3.2). */
export const activityPage = (
  addresses: IiifAddresses,
  told: {
    readonly window: ActivityWindow;
    readonly previous: ActivityWindow | null;
    readonly next: ActivityWindow | null;
    readonly activities: readonly DocumentActivity[];
  },
) => ({
  '@context': DISCOVERY_CONTEXT,
  ...page(addresses, told.window),
  partOf: { id: addresses.activities(), type: 'OrderedCollection' as const },
  ...(told.previous !== null && { prev: page(addresses, told.previous) }),
  ...(told.next !== null && { next: page(addresses, told.next) }),
  orderedItems: told.activities.map((activity) => activityOf(addresses, activity)),
});

/**
 * The last thing that happened to a document: `Update` for one that is there, since the library keeps its last change and not its first; `Delete` for
 * one that is gone; `Move` for one that another took the place of (sections 2.1.3 and 3.3).
 */
function activityOf(addresses: IiifAddresses, { id, at, isGone, mergedInto }: DocumentActivity) {
  const manifest = (of: DocumentId) => ({ id: addresses.manifest(of), type: 'Manifest' as const });
  const object = { ...manifest(id), canonical: addresses.manifest(id) };
  if (mergedInto !== null) return { type: 'Move' as const, object, target: manifest(mergedInto), endTime: at };
  return { type: isGone ? ('Delete' as const) : ('Update' as const), object, endTime: at };
}
