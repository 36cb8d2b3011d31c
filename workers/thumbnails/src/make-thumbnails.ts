import { keys, THUMBNAIL_WIDTHS_PX } from '@diachi/domain';
import type { PageWork } from '@diachi/jobs';
import { parsePageText } from '@diachi/page-text';
import type { ObjectStore } from '@diachi/ports';
import { shrinkPage } from './shrink-page.ts';

export type MakeThumbnailsTools = { readonly store: ObjectStore };

/**
 * Makes the small pictures of one page, never larger than the page itself. A page of which nothing could be drawn gets
 * none. Doing it again changes nothing. Fails as the store does, and with `image.damaged`.
 */
export async function makeThumbnails({ store }: MakeThumbnailsTools, { revision, page }: PageWork): Promise<void> {
  const wanted = THUMBNAIL_WIDTHS_PX.map((widthPx) => ({ widthPx, key: keys.thumbnail(revision, page, widthPx) }));
  const isThere = await Promise.all(wanted.map(({ key }) => store.has(key)));
  const missing = wanted.filter((_, place) => !isThere[place]);
  if (missing.length === 0) return;

  const text = parsePageText(await store.get(keys.text(revision, page)));
  if (text.image === null) return;

  const image = await store.get(keys.image(revision, page));
  const widths = missing.map(({ widthPx }) => widthPx);
  for await (const { widthPx, webp } of shrinkPage(image, widths)) {
    await store.put(keys.thumbnail(revision, page, widthPx), webp, 'image/webp');
  }
}
