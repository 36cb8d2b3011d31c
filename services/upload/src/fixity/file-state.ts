import { createHash } from 'node:crypto';
import { type Checksum, isFailure } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';

export type FileState = 'whole' | 'damaged' | 'missing';

export type FileStateTools = {
  readonly store: Pick<ObjectStore, 'read' | 'has'>;
  /** Called with each piece that was read. */
  readonly onRead?: (sizeBytes: number) => Promise<void>;
};

/**
 * Reads a stored file through and compares it with its checksum. One that a disk cannot give any more, while the store answers for others,
 * is damaged. Fails with `store.unavailable` when the store itself is away.
 */
export async function fileState(
  { store, onRead = async () => undefined }: FileStateTools,
  key: string,
  checksum: Checksum,
): Promise<FileState> {
  const hash = createHash('sha256');
  try {
    for await (const piece of await store.read(key)) {
      hash.update(piece as Uint8Array);
      await onRead((piece as Uint8Array).length);
    }
  } catch (thrown) {
    if (!isFailure(thrown) || thrown.code === 'catalogue.unavailable') throw thrown;
    if (thrown.kind === 'missing') return 'missing';
    if (thrown.code !== 'store.unavailable' || !(await isOnlyThisOne(store, key))) throw thrown;
    return 'damaged';
  }
  return hash.digest('hex') === checksum ? 'whole' : 'damaged';
}

/** The store knows the file, and cannot read it, twice. */
async function isOnlyThisOne(store: FileStateTools['store'], key: string): Promise<boolean> {
  if (!(await store.has(key))) return false;
  try {
    for await (const piece of await store.read(key)) void piece;
    return false;
  } catch (thrown) {
    if (!isFailure(thrown)) throw thrown;
    return store.has(key);
  }
}
