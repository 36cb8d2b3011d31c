import { type DocumentId, type KeptGone, keys } from '@diachi/domain';
import type { Catalogue, ObjectStore } from '@diachi/ports';

type KeepGoneTools = { readonly catalogue: Pick<Catalogue, 'changeOf'>; readonly store: Pick<ObjectStore, 'put'> };

/** Has the store remember a document that everybody once saw and that is gone, so that they can be told even after the catalogue was lost. */
export async function keepGone({ catalogue, store }: KeepGoneTools, id: DocumentId): Promise<void> {
  const change = await catalogue.changeOf(id);
  if (!change?.isGone) return;
  const { mergedInto, library, collection, kind } = change;
  const kept: KeptGone = { version: 1, documentId: id, mergedInto, library, collection, kind };
  await store.put(keys.gone(id), Buffer.from(JSON.stringify(kept)), 'application/json');
}
