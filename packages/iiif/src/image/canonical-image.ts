import type { ImageApiVersion, SizeRequest } from './image-request.ts';
import type { ImageLimits, ImageSize } from './image-size.ts';
import type { ImageAddressParts } from './parse-image-request.ts';
import { isWhole, type ResolvedImage } from './resolve-image.ts';
import { resolveSize } from './resolve-size.ts';

/**
 * The one address of a picture among all that lead to it, as `{region}/{size}/{rotation}/{quality}.{format}` (IIIF Image API 3.0,
 * 4.8; 2.1, 4.7).
 */
export function canonicalImage(
  version: ImageApiVersion,
  picture: ResolvedImage,
  image: ImageSize,
  limits: ImageLimits,
): string {
  const { region, rotation, quality, format } = picture;
  const part = isWhole(region, image) ? 'full' : `${region.x},${region.y},${region.width},${region.height}`;
  const size = version === 3 ? sizeOfVersion3(picture, limits) : sizeOfVersion2(picture);
  return `${part}/${size}/${rotation.isMirrored ? '!' : ''}${rotation.degrees}/${quality}.${format}`;
}

function sizeOfVersion3({ region, size }: ResolvedImage, limits: ImageLimits): string {
  if (isSame(size, largest(region, limits, false))) return 'max';
  if (isSame(size, largest(region, limits, true))) return '^max';
  const isUpscaled = size.width > region.width || size.height > region.height;
  return `${isUpscaled ? '^' : ''}${size.width},${size.height}`;
}

function sizeOfVersion2({ region, size }: ResolvedImage): string {
  if (isSame(size, region)) return 'full';
  const inProportion = Math.max(1, Math.round((region.height * size.width) / region.width));
  return inProportion === size.height ? `${size.width},` : `${size.width},${size.height}`;
}

const largest = (region: ImageSize, limits: ImageLimits, mayUpscale: boolean) =>
  resolveSize({ kind: 'max', mayUpscale }, region, limits);

const isSame = (one: ImageSize, other: ImageSize) => one.width === other.width && one.height === other.height;

/**
 * Whether an address is answered as it stands. Besides the canonical one these are the addresses viewers make of `tiles` and `sizes`,
 * which say a size by its numbers also where the canonical one says `max`: a redirect for each tile would double what they ask.
 */
export function isPlainAddress(
  parts: ImageAddressParts,
  requested: SizeRequest,
  { size }: ResolvedImage,
  canonical: string,
): boolean {
  const [region, canonicalSize, rotation, file] = canonical.split('/');
  const { width, height } = size;
  // Version 2 says the size of a part that is not scaled as `full`, and its viewers ask for each tile by its width.
  const isSaid =
    requested.kind === 'max' ||
    parts.size === `${width},${height}` ||
    (canonicalSize === 'full' && parts.size === `${width},`);
  return (
    parts.region === region &&
    parts.rotation === rotation &&
    parts.file === file &&
    (parts.size === canonicalSize || (isSaid && !parts.size.startsWith('^')))
  );
}
