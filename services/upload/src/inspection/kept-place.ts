import { isFailure, keys } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';
import type { WebLog } from '@diachi/web';
import { readKept } from '../read-kept.ts';
import { readInspection } from './kept-inspection.ts';
import { type Place, placeOf, type Reached } from './place.ts';

/** So much is looked at again, at most, when an inspection is broken off. */
const KEEP_EVERY_MS = 30_000;
/** What was found longer ago says little of today: then everything is looked at anew. */
const TOO_OLD_MS = 24 * 3_600_000;

/** Where an inspection that was broken off is to be gone on with; null when there is none. */
export async function readPlace(store: Pick<ObjectStore, 'get'>, nowMs: number): Promise<Place | null> {
  const place = await readKept(store, keys.inspectionPlace(), placeOf);
  if (!place || !(nowMs - Date.parse(place.keptAt) < TOO_OLD_MS)) return null;
  // Ended, and only its place could not be removed any more.
  return (await readInspection(store))?.startedAt === place.startedAt ? null : place;
}

export type KeepPlaceTools = {
  readonly store: Pick<ObjectStore, 'put'>;
  readonly clock: () => Date;
  readonly log: WebLog;
  /** What is kept beside how far it came. */
  readonly standing: () => Omit<Place, 'version' | 'keptAt' | 'reached'>;
};

/** To be called whenever something is done with as a whole, with how far that is. */
export type KeepPlace = (reached: () => Reached) => Promise<void>;

/** Keeps how far an inspection came, now and then. */
export function createKeepPlace({ store, clock, log, standing }: KeepPlaceTools): KeepPlace {
  let keptAtMs = clock().getTime();
  return async (reached) => {
    const now = clock();
    if (now.getTime() - keptAtMs < KEEP_EVERY_MS) return;
    keptAtMs = now.getTime();
    const place: Place = { version: 1, keptAt: now.toISOString(), ...standing(), reached: reached() };
    try {
      await store.put(keys.inspectionPlace(), Buffer.from(JSON.stringify(place)), 'application/json');
    } catch (thrown) {
      if (!isFailure(thrown) || thrown.kind !== 'unavailable') throw thrown;
      log.warn({ err: thrown }, 'how far the inspection came could not be kept');
    }
  };
}
