import { createReadStream } from 'node:fs';
import { isFailure, noteFailure } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';
import { backupKeys } from './backup-keys.ts';
import type { BackupProblem } from './backup-summary.ts';
import { damaged, measure, putChecked } from './copy-checked.ts';
import { isPassing } from './is-passing.ts';
import { createKnownChecksums, type KnownChecksum } from './known-checksums.ts';
import type { ListedObject } from './listing.ts';
import { createSeek } from './seek-listing.ts';

export type BackUpObjectsTools = {
  readonly store: ObjectStore;
  /** Where backups lie. */
  readonly place: ObjectStore;
  /** What the backup before has, in the order of the keys. */
  readonly before: AsyncIterator<ListedObject>;
  readonly tellProblem: (problem: BackupProblem) => void;
};

export type BackedUp = ListedObject & { readonly isNew: boolean };

const TRIES = 3;

/**
 * Brings every object of a library to where backups lie, once for equal bytes, and tells what there is in the order of the keys. What a
 * backup before has under the same checksum is not read again. What is damaged is told as a problem, and the good bytes of an
 * earlier backup are kept in its place; what disappears meanwhile was removed by its library. Memory does not grow with the library.
 */
export async function* backUpObjects(tools: BackUpObjectsTools): AsyncGenerator<BackedUp> {
  const knownChecksum = createKnownChecksums(tools.store, tools.tellProblem);
  const seek = createSeek(tools.before);
  for await (const key of tools.store.list('')) {
    if (isPassing(key)) continue;
    const before = await seek(key);
    const known = await knownChecksum(key);
    if (known && before?.checksum === known.checksum) yield { ...before, isNew: false };
    else yield* await backUpOne(tools, key, known);
  }
}

async function backUpOne(tools: BackUpObjectsTools, key: string, known: KnownChecksum | null): Promise<BackedUp[]> {
  try {
    return [known ? await copyKnown(tools, key, known) : await copyUnknown(tools, key)];
  } catch (thrown) {
    if (!isFailure(thrown) || thrown.kind === 'unavailable') throw thrown;
    if (thrown.code === 'object.missing') return [];
    tools.tellProblem({ key, failure: noteFailure(thrown) });
    return known ? goodBytes(tools.place, key, known) : [];
  }
}

async function copyKnown({ store, place }: BackUpObjectsTools, key: string, known: KnownChecksum): Promise<BackedUp> {
  const sizeBytes = await store.sizeBytes(key);
  if (known.sizeBytes !== null && known.sizeBytes !== sizeBytes) throw damaged(key);
  return { key, ...(await keepBytes(place, { ...known, sizeBytes }, () => store.read(key))) };
}

/** Nobody says what it must be: it is measured, then copied, and once more when it was written anew in between. */
async function copyUnknown({ store, place }: BackUpObjectsTools, key: string): Promise<BackedUp> {
  for (let nth = 1; ; nth += 1) {
    try {
      return await store.withFile(key, async (path) => {
        const must = await measure(createReadStream(path));
        return { key, ...(await keepBytes(place, must, async () => createReadStream(path))) };
      });
    } catch (thrown) {
      if (!isFailure(thrown) || thrown.code !== 'backup.damaged' || nth === TRIES) throw thrown;
    }
  }
}

async function keepBytes(
  place: ObjectStore,
  must: { readonly checksum: ListedObject['checksum']; readonly sizeBytes: number },
  open: () => Promise<Parameters<typeof putChecked>[2]>,
): Promise<Omit<BackedUp, 'key'>> {
  const bytes = backupKeys.bytes(must.checksum);
  const isNew = !(await place.has(bytes));
  if (isNew) await putChecked(place, bytes, await open(), must);
  return { checksum: must.checksum, sizeBytes: must.sizeBytes, isNew };
}

async function goodBytes(place: ObjectStore, key: string, { checksum }: KnownChecksum): Promise<BackedUp[]> {
  const bytes = backupKeys.bytes(checksum);
  return (await place.has(bytes)) ? [{ key, checksum, sizeBytes: await place.sizeBytes(bytes), isNew: false }] : [];
}
