import {
  keys,
  type Manifest,
  type ManifestFile,
  type ManifestPage,
  type Revision,
  THUMBNAIL_WIDTHS_PX,
} from '@diachi/domain';
import { revisionPath } from '@diachi/preservation';

/** A file of a bag that belongs into the store. */
export type BaggedFile = ManifestFile & { readonly path: string; readonly contentType: string };

export const JSON_TYPE = 'application/json';

/** What was made of a document, as its manifest names it: exactly the files a revision has. Throws what says which one is not. */
export function filesOfRevision(manifest: Manifest, revision: Revision): readonly BaggedFile[] {
  const { pages, pdf } = manifest;
  demand(pdf.key === keys.pdf(revision), `${pdf.key} is no PDF of this revision`);
  const ofPages = pages.flatMap((page) => filesOfPage(manifest, revision, page));
  return [...ofPages, { ...pdf, path: revisionPath(manifest, pdf.key), contentType: 'application/pdf' }];
}

/** Exactly the files that a page may have, and at least those without which it is not whole. */
function filesOfPage(manifest: Manifest, revision: Revision, { page, state, image, files }: ManifestPage) {
  const pictures = image
    ? new Map([
        [keys.image(revision, page), image.type as string],
        ...THUMBNAIL_WIDTHS_PX.map((widthPx) => [keys.thumbnail(revision, page, widthPx), 'image/webp'] as const),
      ])
    : new Map<string, string>();
  const wanted = new Map([...pictures, [keys.text(revision, page), JSON_TYPE]]);
  const allowed = image ? new Map([...wanted, [keys.pyramid(revision, page), 'image/tiff']]) : wanted;
  const named = new Set(files.map(({ key }) => key));
  demand(state !== 'waiting', `page ${page} is still waiting`);
  demand(named.size === files.length, `page ${page} names a file twice`);
  demand(
    [...wanted.keys()].every((key) => named.has(key)),
    `page ${page} lacks a file`,
  );
  const bagged = files.map((file): BaggedFile => {
    const contentType = allowed.get(file.key);
    if (contentType === undefined) throw new Error(`${file.key} is no file of page ${page}`);
    return { ...file, path: revisionPath(manifest, file.key), contentType };
  });
  return bagged.toSorted(
    (one, other) => Number(one.contentType === JSON_TYPE) - Number(other.contentType === JSON_TYPE),
  );
}

function demand(isSo: boolean, otherwise: string): void {
  if (!isSo) throw new Error(otherwise);
}
