import { Failure } from '@diachi/domain';
import type { RegionRequest } from './image-request.ts';
import type { ImageSize } from './image-size.ts';

/** A part of an image in its pixels, wholly inside it. */
export type ImageRegion = ImageSize & { readonly x: number; readonly y: number };

/** What of an image a region is: cut off where it goes past an edge. Fails with `image.outside` where nothing is left of it (IIIF Image API 3.0, 4.1). */
export function resolveRegion(region: RegionRequest, image: ImageSize): ImageRegion {
  if (region.kind === 'full') return { x: 0, y: 0, ...image };
  if (region.kind === 'square') return square(image);
  const isPercent = region.kind === 'percent';
  const across = (place: number) => (isPercent ? Math.round((image.width * place) / 100) : place);
  const down = (place: number) => (isPercent ? Math.round((image.height * place) / 100) : place);
  const [x, y] = [across(region.x), down(region.y)];
  if (x >= image.width || y >= image.height) throw outside(region, image);
  // A sliver of less than a pixel is shown as one.
  const right = Math.min(image.width, Math.max(x + 1, across(region.x + region.width)));
  const bottom = Math.min(image.height, Math.max(y + 1, down(region.y + region.height)));
  return { x, y, width: right - x, height: bottom - y };
}

function square({ width, height }: ImageSize): ImageRegion {
  const side = Math.min(width, height);
  return { x: Math.floor((width - side) / 2), y: Math.floor((height - side) / 2), width: side, height: side };
}

const outside = ({ x, y }: { readonly x: number; readonly y: number }, { width, height }: ImageSize) =>
  new Failure(
    'invalid',
    'image.outside',
    `The region begins at ${x}, ${y}, outside the image of ${width} × ${height} pixels.`,
    { details: { x, y, width, height } },
  );
