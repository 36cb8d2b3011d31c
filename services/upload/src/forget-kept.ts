import { type Document, type DocumentId, keys, type Original } from '@diachi/domain';
import type { Catalogue, ObjectStore } from '@diachi/ports';
import type { InOrder } from './in-order.ts';
import { ORIGINALS } from './receive-document.ts';

export type ForgetTools = { readonly catalogue: Catalogue; readonly store: ObjectStore; readonly inOrder: InOrder };

/** Removes everything the store keeps of a document, its originals only where no other document has them. Doing it again is harmless. */
export async function forgetKept(
  tools: ForgetTools,
  { id, originals }: Pick<Document, 'id' | 'originals'>,
): Promise<void> {
  const { store } = tools;
  await tools.inOrder(ORIGINALS, async () => {
    for (const original of originals) await removeUnlessUsed(tools, id, original);
  });
  // The record last: as long as it is there, a broken-off removal is seen and gone on with.
  const last = keys.record(id);
  for await (const key of store.list(keys.document(id))) if (key !== last) await store.remove(key);
  await store.remove(last);
}

async function removeUnlessUsed(
  { catalogue, store }: ForgetTools,
  id: DocumentId,
  { checksum }: Original,
): Promise<void> {
  const users = await catalogue.documentsWithOriginal(checksum);
  if (users.every((user) => user === id)) await store.remove(keys.original(checksum));
}
