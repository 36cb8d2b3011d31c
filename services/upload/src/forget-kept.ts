import { type Document, type DocumentId, keys, type Original } from '@diachi/domain';
import type { Catalogue, ObjectStore } from '@diachi/ports';
import type { InOrder } from './in-order.ts';
import { ORIGINALS } from './receive-document.ts';

export type ForgetTools = { readonly catalogue: Catalogue; readonly store: ObjectStore; readonly inOrder: InOrder };

/** Removes everything the store keeps of a document, its originals only where no other document has them. Doing it again is harmless. */
export const forgetKept = (tools: ForgetTools, document: Document): Promise<void> =>
  tools.inOrder(ORIGINALS, () => removeAll(tools, document));

/** The same for a refused document, unless somebody has just sent it again: then it starts anew and keeps what it has. */
export const forgetRefused = (tools: ForgetTools, id: DocumentId): Promise<void> =>
  tools.inOrder(ORIGINALS, async () => {
    const document = await tools.catalogue.document(id);
    if (document.state === 'refused') await removeAll(tools, document);
  });

async function removeAll({ catalogue, store }: ForgetTools, { id, originals }: Document): Promise<void> {
  for (const original of originals) await removeUnlessUsed({ catalogue, store }, id, original);
  // The record last: as long as it is there, a broken-off removal is seen and gone on with.
  const last = keys.record(id);
  for await (const key of store.list(keys.document(id))) if (key !== last) await store.remove(key);
  await store.remove(last);
}

async function removeUnlessUsed(
  { catalogue, store }: Pick<ForgetTools, 'catalogue' | 'store'>,
  id: DocumentId,
  { checksum }: Original,
): Promise<void> {
  const users = await catalogue.documentsWithOriginal(checksum);
  if (users.every((user) => user === id)) await store.remove(keys.original(checksum));
}
