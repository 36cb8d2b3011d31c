import { isFailure } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';

export type ReadStoredTools = {
  readonly store: Pick<ObjectStore, 'read'>;
  /** Called with the size of each piece that was read. */
  readonly onRead?: (sizeBytes: number) => Promise<void>;
  /** Called before a file that could not be read is tried again. */
  readonly rest?: (tried: number) => Promise<void>;
  /** Files by which it is told whether the store gives any at all, the likeliest to be there first. */
  readonly others: () => readonly string[];
};

/** Tries, with a rest between them, before it is the file that is to blame. */
const ATTEMPTS = 3;

/**
 * Reads a stored file. `unreadable` is one that the store cannot give, time after time, while it gives others: a bad spot on a disk, or one
 * that may not be read. Fails with `store.unavailable` when it gives no others either, and as `use` does.
 */
export async function readStored<Result extends object>(
  tools: ReadStoredTools,
  key: string,
  use: (pieces: AsyncIterable<Uint8Array>) => Promise<Result>,
): Promise<Result | 'missing' | 'unreadable'> {
  const { store, rest = async () => undefined } = tools;
  for (let tried = 1; ; tried += 1) {
    try {
      return await use(told(tools, await store.read(key)));
    } catch (thrown) {
      if (!isFailure(thrown)) throw thrown;
      // What cannot be a key at all was named by a damaged manifest.
      if (thrown.code === 'object.missing' || thrown.code === 'object.bad-key') return 'missing';
      if (thrown.code !== 'store.unavailable') throw thrown;
      if (tried < ATTEMPTS) await rest(tried);
      else if (await givesAnother(tools, key)) return 'unreadable';
      else throw thrown;
    }
  }
}

async function* told({ onRead = async () => undefined }: ReadStoredTools, pieces: AsyncIterable<Uint8Array>) {
  for await (const piece of pieces) {
    yield piece;
    await onRead(piece.length);
  }
}

/** Whether the store has anything to say of another file: its first bytes, or that it is not there. */
async function givesAnother({ store, others }: ReadStoredTools, key: string): Promise<boolean> {
  let hasAnswered = false;
  for (const other of others()) {
    if (other === key) continue;
    try {
      for await (const _piece of await store.read(other)) return true;
      return true;
    } catch (thrown) {
      if (!isFailure(thrown)) throw thrown;
      if (thrown.kind !== 'missing') return false;
      hasAnswered = true;
    }
  }
  return hasAnswered;
}
