import { type Document, type DocumentId, keys, type Original } from '@diachi/domain';
import type { Catalogue, ObjectStore } from '@diachi/ports';
import { forgetFolder } from './forget-folder.ts';
import type { Keeping } from './keeping.ts';
import { ORIGINALS } from './receive-document.ts';

export type ForgetTools = { readonly catalogue: Catalogue; readonly store: ObjectStore; readonly keeping: Keeping };

/**
 * Removes everything the store keeps of a document the catalogue no longer knows, and that is in its turn, its originals only where no
 * document has them. Doing it again is harmless. False when bytes are being given to a document just now, and stay for the moment.
 * Fails with `catalogue.unavailable` as soon as its turn, which `lost` tells of, is over.
 */
export async function forgetKept(
  tools: ForgetTools,
  { id, originals }: Pick<Document, 'id' | 'originals'>,
  lost: AbortSignal,
): Promise<boolean> {
  const { locks } = tools.catalogue;
  let areAllDecided = true;
  // One by one: a large document must not keep everyone else's from being received.
  for (const original of originals) {
    lost.throwIfAborted();
    const isDecided = await locks.inOrder(ORIGINALS, (originalsLost) =>
      removeUnlessUsed(tools, original, AbortSignal.any([lost, originalsLost])),
    );
    areAllDecided &&= isDecided;
  }
  await forgetFolder(tools.store, id, lost);
  return areAllDecided;
}

/** The same for a refused document, unless somebody has just sent it again: then it starts anew and keeps what it has. */
export const forgetRefused = (tools: ForgetTools, id: DocumentId): Promise<void> =>
  tools.catalogue.locks.inOrder(ORIGINALS, async (lost) => {
    const document = await tools.catalogue.document(id);
    if (document.state !== 'refused') return;
    for (const original of document.originals) await removeUnlessUsed(tools, original, lost);
    await forgetFolder(tools.store, id, lost);
  });

/** False when the bytes are being given to a document just now. */
async function removeUnlessUsed(
  { catalogue, store, keeping }: ForgetTools,
  { checksum }: Original,
  lost: AbortSignal,
): Promise<boolean> {
  if (keeping.holds(checksum)) return false;
  if ((await catalogue.documentsWithOriginal(checksum)).length > 0) return true;
  // Who was given the lock since may have told somebody that these bytes are safe.
  lost.throwIfAborted();
  await store.remove(keys.original(checksum));
  return true;
}
