import { type DocumentId, keys, SMALL_PICTURE_PX, THUMBNAIL_WIDTHS_PX } from '@diachi/domain';
import type { PageView } from '@diachi/ports';
import { addresses } from './addresses.ts';

/** A picture of a page in one size. */
export type PagePicture = { readonly address: string; readonly widthPx: number; readonly heightPx: number };

/** The first picture is for lists only. */
const READING_WIDTHS_PX = THUMBNAIL_WIDTHS_PX.slice(1);
const SMALL_WIDTHS_PX = THUMBNAIL_WIDTHS_PX.filter((widthPx) => widthPx <= SMALL_PICTURE_PX);

/**
 * The pictures of a page that are good for reading and may be seen, smallest first; the last is the page image itself, or of a page of which only
 * a small one may be seen that one. Empty when it has none.
 */
export function picturesOf(id: DocumentId, { revision, page, rights }: PageView): readonly PagePicture[] {
  const { image, files } = page;
  if (!image || !rights.smallImage) return [];
  const kept = new Set(files.map(({ key }) => key));
  const revisionOf = { documentId: id, number: revision };
  const widths = rights.fullImage ? READING_WIDTHS_PX : SMALL_WIDTHS_PX;
  const small = widths
    .filter((widthPx) => kept.has(keys.thumbnail(revisionOf, page.page, widthPx)))
    .map((named) => {
      // A page that is narrower than a small picture's name says keeps its own width.
      const widthPx = Math.min(named, image.widthPx);
      const heightPx = Math.max(1, Math.round((image.heightPx * widthPx) / image.widthPx));
      return { address: addresses.thumbnail(id, revision, page.page, named), widthPx, heightPx };
    });
  const unlike = small.filter(({ widthPx }, place) => widthPx !== small[place - 1]?.widthPx);
  if (!rights.fullImage) return small;
  const full = addresses.image(id, revision, page.page);
  return [...unlike, { address: full, widthPx: image.widthPx, heightPx: image.heightPx }];
}
