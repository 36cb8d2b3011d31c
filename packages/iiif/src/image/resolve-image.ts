import type { ImageRequest } from './image-request.ts';
import type { ImageLimits, ImageSize } from './image-size.ts';
import { type ImageRegion, resolveRegion } from './resolve-region.ts';
import { resolveSize } from './resolve-size.ts';

/** One picture, whichever of its addresses it was asked for by: in this order it is cut out, scaled, mirrored, turned, and written. */
export type ResolvedImage = Pick<ImageRequest, 'rotation' | 'quality' | 'format'> & {
  readonly region: ImageRegion;
  /** Before it is turned. */
  readonly size: ImageSize;
};

/** What a request means for an image of this size. Fails with `image.outside`, `image.upscaled` or `image.too-large`. */
export function resolveImage(request: ImageRequest, image: ImageSize, limits: ImageLimits): ResolvedImage {
  const region = resolveRegion(request.region, image);
  const { rotation, quality, format } = request;
  return { region, size: resolveSize(request.size, region, limits), rotation, quality, format };
}

/** The whole image as it is, neither turned nor mirrored. */
export const isUntouched = ({ region, size, rotation }: ResolvedImage, image: ImageSize): boolean =>
  isWhole(region, image) &&
  size.width === image.width &&
  size.height === image.height &&
  rotation.degrees === 0 &&
  !rotation.isMirrored;

/** A region that is the whole image. */
export const isWhole = ({ width, height }: ImageSize, image: ImageSize): boolean =>
  width === image.width && height === image.height;
