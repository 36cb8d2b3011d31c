import { Failure, keys, type Manifest, type PageIndex, type Revision } from '@diachi/domain';
import type { PageImageSource } from './page-image-source.ts';

/** The image of a page as its manifest names it. Fails with `image.missing` where there is none: a page of which nothing could be drawn has no image. */
export function findPageImage(manifest: Manifest, page: PageIndex): PageImageSource {
  const revision: Revision = { documentId: manifest.documentId, number: manifest.revision };
  const named = manifest.pages[page];
  const checksumOf = (key: string) => named?.files.find((file) => file.key === key)?.checksum ?? null;
  const checksum = checksumOf(keys.image(revision, page));
  if (!named?.image || !checksum) throw imageMissing();
  return { revision, page, image: named.image, checksum, pyramidChecksum: checksumOf(keys.pyramid(revision, page)) };
}

export const imageMissing = () => new Failure('missing', 'image.missing', 'There is no such picture.');
