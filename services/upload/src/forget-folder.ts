import { type DocumentId, keys } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';

/** Removes what was made of a document that is in its turn, and its record. Fails with `catalogue.unavailable` as soon as its turn is over. */
export async function forgetFolder(store: ObjectStore, id: DocumentId, lost: AbortSignal): Promise<void> {
  // The record last: as long as it is there, a broken-off refusal is seen and gone on with.
  const last = keys.record(id);
  for await (const key of store.list(keys.document(id))) {
    if (key === last) continue;
    lost.throwIfAborted();
    await store.remove(key);
  }
  lost.throwIfAborted();
  await store.remove(last);
}
