import { type Document, type DocumentId, keys, type Original } from '@diachi/domain';
import type { Catalogue, ObjectStore } from '@diachi/ports';
import type { Keeping } from './keeping.ts';
import { ORIGINALS } from './receive-document.ts';

export type ForgetTools = { readonly catalogue: Catalogue; readonly store: ObjectStore; readonly keeping: Keeping };

/**
 * Removes everything the store keeps of a document that is in its turn, its originals only where no other document has them. Doing
 * it again is harmless.
 */
export async function forgetKept(tools: ForgetTools, document: Document): Promise<void> {
  const { locks } = tools.catalogue;
  // One by one: a large document must not keep everyone else's from being received.
  for (const original of document.originals)
    await locks.inOrder(ORIGINALS, () => removeUnlessUsed(tools, document.id, original));
  // A refused one may be received anew at any moment, and what is kept of it then is no longer ours to remove.
  if (document.state === 'refused') await forgetRefused(tools, document.id);
  else await removeFolder(tools.store, document.id);
}

/** The same for a refused document, unless somebody has just sent it again: then it starts anew and keeps what it has. */
export const forgetRefused = (tools: ForgetTools, id: DocumentId): Promise<void> =>
  tools.catalogue.locks.inOrder(ORIGINALS, async () => {
    const document = await tools.catalogue.document(id);
    if (document.state !== 'refused') return;
    for (const original of document.originals) await removeUnlessUsed(tools, id, original);
    await removeFolder(tools.store, id);
  });

async function removeFolder(store: ObjectStore, id: DocumentId): Promise<void> {
  // The record last: as long as it is there, a broken-off removal is seen and gone on with.
  const last = keys.record(id);
  for await (const key of store.list(keys.document(id))) if (key !== last) await store.remove(key);
  await store.remove(last);
}

async function removeUnlessUsed(
  { catalogue, store, keeping }: ForgetTools,
  id: DocumentId,
  { checksum }: Original,
): Promise<void> {
  if (keeping.holds(checksum)) return;
  const users = await catalogue.documentsWithOriginal(checksum);
  if (users.every((user) => user === id)) await store.remove(keys.original(checksum));
}
