import { type ManifestPage, type PageIndex, type Revision, type Rights, SMALL_PICTURE_PX } from '@diachi/domain';
import { imageProfile } from '../image/image-info.ts';
import type { ImageSize } from '../image/image-size.ts';
import type { IiifAddresses } from './iiif-addresses.ts';
import type { ImageResource, ImageService } from './resources.ts';

/** What is shown of a page before anybody looks closer: as wide as the widest picture that is kept of it. */
const SHOWN_WIDTH_PX = 1_600;
const THUMBNAIL_PX = 240;

/** The picture of a page as an image to be painted: in the size to begin with and, where it may be looked at closely, by services in every size there is. */
export function paintedImage(
  addresses: IiifAddresses,
  revision: Revision,
  { page, image }: Pick<ManifestPage, 'page' | 'image'>,
  rights: Rights,
): ImageResource | null {
  if (!image || !rights.smallImage) return null;
  const box = rights.fullImage
    ? { width: SHOWN_WIDTH_PX, height: Number.POSITIVE_INFINITY }
    : { width: SMALL_PICTURE_PX, height: SMALL_PICTURE_PX };
  const service: readonly ImageService[] = [
    { id: addresses.image(3, revision, page), type: 'ImageService3', profile: 'level2' },
    { '@id': addresses.image(2, revision, page), '@type': 'ImageService2', profile: imageProfile(2, 2) },
  ];
  const shown = picture(addresses, revision, page, fit({ width: image.widthPx, height: image.heightPx }, box));
  // Of a picture that is shown small alone viewers would ask for parts that they are refused.
  return rights.fullImage ? { ...shown, service } : shown;
}

/** A picture of a page for lists. */
export function thumbnail(
  addresses: IiifAddresses,
  revision: Revision,
  { page, image }: Pick<ManifestPage, 'page' | 'image'>,
  rights: Rights,
): ImageResource | null {
  if (!image || !rights.smallImage) return null;
  const box = { width: THUMBNAIL_PX, height: SMALL_PICTURE_PX };
  return picture(addresses, revision, page, fit({ width: image.widthPx, height: image.heightPx }, box));
}

const picture = (
  addresses: IiifAddresses,
  revision: Revision,
  page: PageIndex,
  { width, height }: ImageSize,
): ImageResource => ({
  id: `${addresses.image(3, revision, page)}/full/${width},${height}/0/default.jpg`,
  type: 'Image',
  format: 'image/jpeg',
  width,
  height,
});

/** As large as it goes into a box, and never larger than it is. */
function fit(image: ImageSize, box: ImageSize): ImageSize {
  const factor = Math.min(1, box.width / image.width, box.height / image.height);
  if (factor === 1) return image;
  const within = (length: number, most: number) => Math.max(1, Math.min(Math.round(length * factor), most));
  return { width: within(image.width, box.width), height: within(image.height, box.height) };
}
