import { Failure, isFailure, noteFailure } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';
import { backupKeys } from './backup-keys.ts';
import type { BackupProblem, BackupSummary } from './backup-summary.ts';
import { measure, putChecked } from './copy-checked.ts';
import { isPassing } from './is-passing.ts';
import { type ListedObject, withListing } from './listing.ts';
import { createSeek } from './seek-listing.ts';

export type RestoredObjects = {
  readonly objects: number;
  readonly bytes: number;
  readonly problems: readonly BackupProblem[];
};

const AT_ONCE = 4;

/**
 * Brings the objects of a backup into an empty store, each checked on its way. After it was broken off it goes on: what is there
 * already, whole, is left. Bytes that the backup has lost are told as problems; the rest comes back. Fails with `restore.not-empty`
 * (conflict) when the store has anything else.
 */
export const restoreObjects = (
  place: ObjectStore,
  store: ObjectStore,
  { name }: BackupSummary,
): Promise<RestoredObjects> => withListing(place, name, (listing) => restoreListed(place, store, listing));

async function restoreListed(
  place: ObjectStore,
  store: ObjectStore,
  listing: () => AsyncGenerator<ListedObject, void>,
): Promise<RestoredObjects> {
  await refuseOthers(store, listing());

  const problems: BackupProblem[] = [];
  let [objects, bytes] = [0, 0];
  const bringBack = async (object: ListedObject) => {
    try {
      await restoreOne(place, store, object);
      objects += 1;
      bytes += object.sizeBytes;
    } catch (thrown) {
      if (!isFailure(thrown) || thrown.kind === 'unavailable') throw thrown;
      problems.push({ key: object.key, failure: noteFailure(thrown) });
    }
  };
  let together: Promise<void>[] = [];
  for await (const object of listing()) {
    together.push(bringBack(object));
    if (together.length < AT_ONCE) continue;
    await Promise.all(together);
    together = [];
  }
  await Promise.all(together);
  return { objects, bytes, problems };
}

async function restoreOne(place: ObjectStore, store: ObjectStore, { key, ...must }: ListedObject): Promise<void> {
  if ((await store.has(key)) && (await measure(await store.read(key))).checksum === must.checksum) return;
  await putChecked(store, key, await place.read(backupKeys.bytes(must.checksum)), must);
}

/** A store that has more than this backup belongs to a library that lives. */
async function refuseOthers(store: ObjectStore, listing: AsyncGenerator<ListedObject, void>): Promise<void> {
  const seek = createSeek(listing);
  try {
    for await (const key of store.list('')) {
      if (isPassing(key) || (await seek(key))) continue;
      const message = `The store is not empty: it has ${key}. Restore into a new, empty one.`;
      throw new Failure('conflict', 'restore.not-empty', message, { details: { key } });
    }
  } finally {
    await listing.return();
  }
}
