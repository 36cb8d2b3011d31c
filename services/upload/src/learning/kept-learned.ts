import { createHash } from 'node:crypto';
import { isFailure, keys, type Learned, parseChecksum, parseLearned } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';

type Keeping = { readonly store: ObjectStore; readonly clock: () => Date };

/** Keeps a model in the place of the one before. One small write says which is the one; then the others are removed. */
export async function keepLearned(
  { store, clock }: Keeping,
  { documents, pages, trusted }: Pick<Learned, 'documents' | 'pages' | 'trusted'>,
  bytes: Uint8Array,
): Promise<void> {
  const checksum = parseChecksum(createHash('sha256').update(bytes).digest('hex'));
  const learnedAt = clock().toISOString();
  const learned: Learned = {
    version: 1,
    learnedAt,
    documents,
    pages,
    trusted,
    checksum,
    sizeBytes: bytes.length,
  };
  const key = keys.languageModel(checksum);
  await store.put(key, bytes, 'application/octet-stream');
  await store.put(keys.learned(), Buffer.from(JSON.stringify(learned)), 'application/json');
  for await (const other of store.list(keys.languageModels())) if (other !== key) await store.remove(other);
}

/** Null when nothing was learned yet, or what was noted of it is damaged: then it is learned anew. */
export async function readLearned(store: Pick<ObjectStore, 'get'>): Promise<Learned | null> {
  try {
    return parseLearned(await store.get(keys.learned()));
  } catch (thrown) {
    if (isFailure(thrown) && (thrown.code === 'object.missing' || thrown.code === 'learned.broken')) return null;
    throw thrown;
  }
}
