import { Readable } from 'node:stream';
import { isFailure, keys, type Manifest, manifestText, type Revision, readManifest } from '@diachi/domain';
import type { PagesWork } from '@diachi/jobs';
import type { Catalogue, ObjectStore } from '@diachi/ports';
import { makeManifest } from './make-manifest.ts';

export type PublishRevisionTools = {
  readonly store: ObjectStore;
  readonly catalogue: Pick<Catalogue, 'document' | 'publish'>;
};

/**
 * Checks that everything about a revision exists, writes its manifest, and lets readers see it; then removes what only the making of it needed.
 * Doing it again, from wherever it broke off, ends the same. Fails with `revision.incomplete`, and as the store, the catalogue and the parsers do.
 */
export async function publishRevision(
  { store, catalogue }: PublishRevisionTools,
  work: PagesWork,
  signal?: AbortSignal,
): Promise<void> {
  const { revision, pageCount } = work;
  const document = await catalogue.document(revision.documentId);
  const manifest =
    (await keptManifest(store, revision)) ??
    (await writeManifest(store, await makeManifest(store, work, document, signal), revision));

  // Readers never go back to an older revision, however late its job comes.
  if (revision.number >= document.publishedRevision) {
    await catalogue.publish(revision, manifest.pages);
  }
  await removeScans(store, revision, Math.max(pageCount, manifest.pages.length));
}

/** The manifest written when this was done before; null when there is none, or none that can be used. */
async function keptManifest(store: ObjectStore, revision: Revision): Promise<Manifest | null> {
  const key = keys.manifest(revision);
  if (!(await store.has(key))) return null;
  try {
    const manifest = await readManifest(await store.read(key));
    const isOurs = manifest.documentId === revision.documentId && manifest.revision === revision.number;
    return isOurs ? manifest : null;
  } catch (thrown) {
    // A damaged manifest is made again from the files it is to list.
    if (isFailure(thrown) && thrown.code === 'manifest.broken') return null;
    throw thrown;
  }
}

async function writeManifest(store: ObjectStore, manifest: Manifest, revision: Revision): Promise<Manifest> {
  const text = Readable.from(manifestText(manifest).map((piece) => Buffer.from(piece)));
  await store.put(keys.manifest(revision), text, 'application/json');
  return manifest;
}

async function removeScans(store: ObjectStore, revision: Revision, pageCount: number): Promise<void> {
  for (let page = 0; page < pageCount; page++) {
    await store.remove(keys.scan(revision, page));
    await store.remove(keys.existingText(revision, page));
  }
}
