import { createHash } from 'node:crypto';
import { isFailure, type ManifestFile, parseChecksum } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';

/** Reads a stored file through for its checksum and size, a piece at a time. Null when it is not there. */
export async function describeFile(store: ObjectStore, key: string): Promise<ManifestFile | null> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  try {
    for await (const piece of await store.read(key)) {
      hash.update(piece as Uint8Array);
      sizeBytes += (piece as Uint8Array).length;
    }
  } catch (thrown) {
    if (isFailure(thrown) && thrown.code === 'object.missing') return null;
    throw thrown;
  }
  return { key, checksum: parseChecksum(hash.digest('hex')), sizeBytes };
}
