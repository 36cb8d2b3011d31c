import type { ObjectStore } from '@diachi/ports';
import { copyObject } from './copy-object.ts';
import { differenceOf } from './difference-of.ts';
import type { MovingNotes } from './moving-notes.ts';

export type CopyStoreOptions = {
  readonly from: ObjectStore;
  readonly to: ObjectStore;
  readonly notes: MovingNotes;
  readonly signal: AbortSignal;
  /** Objects at their new place, of all there are. */
  readonly tell: (progress: { readonly done: number; readonly planned: number }) => void;
};

const AT_ONCE = 4;
const NOTE_EVERY = 200;

/**
 * Carries every object of a library to another store, in the order of the keys, four at a time, each verified by its checksum. Goes on after the
 * last key that was noted. At the end both listings are compared, and what is missing yet is carried too.
 */
export async function copyStore(
  options: CopyStoreOptions,
): Promise<{ readonly objects: number; readonly bytes: number }> {
  const { from, to, notes, signal, tell } = options;
  const begun = await notes.read();
  const done = { objects: begun?.objects ?? 0, bytes: begun?.bytes ?? 0 };
  const after = begun?.lastKey ?? '';
  let planned = 0;
  for await (const _ of movable(from)) planned += 1;

  let batch: string[] = [];
  const carry = async () => {
    for (let at = 0; at < batch.length; at += AT_ONCE) {
      signal.throwIfAborted();
      const sizes = await Promise.all(batch.slice(at, at + AT_ONCE).map((key) => copyObject(from, to, key)));
      for (const size of sizes) {
        done.objects += 1;
        done.bytes += size;
      }
      tell({ done: done.objects, planned });
    }
    const lastKey = batch.at(-1);
    if (lastKey !== undefined) await notes.write({ lastKey, ...done });
    batch = [];
  };

  for await (const key of movable(from)) {
    if (key <= after) continue;
    batch.push(key);
    if (batch.length === NOTE_EVERY) await carry();
  }
  await carry();

  for await (const key of differenceOf(movable(from), movable(to))) {
    signal.throwIfAborted();
    done.bytes += await copyObject(from, to, key);
    done.objects += 1;
    tell({ done: done.objects, planned });
  }
  return done;
}

/** Everything but what only this moment needs: pieces of unfinished uploads, and trials of room. */
async function* movable(store: ObjectStore): AsyncGenerator<string> {
  for await (const key of store.list('')) if (!/^(?:incoming\/|room-trial$)/.test(key)) yield key;
}
