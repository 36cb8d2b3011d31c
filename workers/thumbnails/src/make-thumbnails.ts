import { isWorthPyramid, keys, THUMBNAIL_WIDTHS_PX } from '@diachi/domain';
import type { PageWork } from '@diachi/jobs';
import { parsePageText } from '@diachi/page-text';
import type { ObjectStore } from '@diachi/ports';
import { drawPyramid } from './draw-pyramid.ts';
import { shrinkPage } from './shrink-page.ts';

export type MakeThumbnailsTools = { readonly store: ObjectStore };

/**
 * Makes the small pictures of one page, never larger than the page itself, and of a large page the pyramid that parts of it are shown
 * from. A page of which nothing could be drawn gets none. Doing it again changes nothing. Fails as the store does, and with
 * `image.damaged`.
 */
export async function makeThumbnails({ store }: MakeThumbnailsTools, { revision, page }: PageWork): Promise<void> {
  const wanted = THUMBNAIL_WIDTHS_PX.map((widthPx) => ({ widthPx, key: keys.thumbnail(revision, page, widthPx) }));
  const pyramidKey = keys.pyramid(revision, page);
  const isThere = await Promise.all([...wanted.map(({ key }) => key), pyramidKey].map((key) => store.has(key)));
  const missing = wanted.filter((_, place) => !isThere[place]);
  const hasPyramid = isThere.at(-1);
  if (missing.length === 0 && hasPyramid) return;

  const text = parsePageText(await store.get(keys.text(revision, page)));
  if (text.image === null) return;
  const needsPyramid = !hasPyramid && isWorthPyramid(text.image);
  if (missing.length === 0 && !needsPyramid) return;

  const image = await store.get(keys.image(revision, page));
  const widths = missing.map(({ widthPx }) => widthPx);
  for await (const { widthPx, webp } of shrinkPage(image, widths)) {
    await store.put(keys.thumbnail(revision, page, widthPx), webp, 'image/webp');
  }
  if (needsPyramid) await store.put(pyramidKey, await drawPyramid(image, text.image.type), 'image/tiff');
}
