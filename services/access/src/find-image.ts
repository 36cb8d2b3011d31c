import { type Document, Failure, keys, type Manifest, mayActAs, type PageIndex, type Role } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';
import type { RevisionFiles } from './revision-files.ts';

/** A picture of a page, and what its address may be kept under. */
export type FoundImage = { readonly contentType: string; readonly version: string };

export type WantedImage = {
  readonly document: Document;
  readonly revision: number;
  readonly page: PageIndex;
  readonly key: string;
};

/**
 * Whether a picture may be shown: to everyone when the published manifest names it, to archivists also while its revision is in
 * work. Fails with `image.missing` otherwise, without telling whether it exists.
 */
export async function findImage(
  { store, files }: { readonly store: ObjectStore; readonly files: RevisionFiles },
  { document, revision, page, key }: WantedImage,
  role: Role,
): Promise<FoundImage> {
  const received = { documentId: document.id, number: revision, receivedAt: document.receivedAt };
  if (revision === document.publishedRevision) {
    const named = findNamed(await files.manifest(received), page, key);
    if (named) return { contentType: named.contentType, version: named.checksum };
  } else if (revision === document.workRevision && mayActAs(role, 'archivist') && (await store.has(key))) {
    const image = (await files.text(received, page))?.image;
    const contentType = isPageImage(received, page, key) ? image?.type : 'image/webp';
    if (contentType)
      return { contentType, version: `work-${Date.parse(document.receivedAt).toString(36)}-${revision}-${page}` };
  }
  throw new Failure('missing', 'image.missing', 'There is no such picture.');
}

function findNamed(manifest: Manifest, page: PageIndex, key: string) {
  const named = manifest.pages[page];
  const file = named?.files.find((one) => one.key === key);
  if (!named || !file) return null;
  const revision = { documentId: manifest.documentId, number: manifest.revision };
  const contentType = isPageImage(revision, page, key) ? (named.image?.type ?? 'image/jpeg') : 'image/webp';
  return { checksum: file.checksum, contentType };
}

const isPageImage = (revision: Parameters<typeof keys.image>[0], page: PageIndex, key: string) =>
  key === keys.image(revision, page);
