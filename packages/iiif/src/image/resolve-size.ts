import { Failure } from '@diachi/domain';
import type { SizeRequest } from './image-request.ts';
import { type ImageLimits, type ImageSize, isWithin, roomFor, scaledDown } from './image-size.ts';

/**
 * How large the picture of a region becomes (IIIF Image API 3.0, 4.2). What adapts itself (`max`, `!w,h`) keeps within the limits;
 * what was said exactly fails with `image.too-large` beyond them, and with `image.upscaled` beyond the region without a `^`.
 */
export function resolveSize(size: SizeRequest, region: ImageSize, limits: ImageLimits): ImageSize {
  const room = roomFor(region, limits);
  const most = size.mayUpscale ? room : Math.min(1, room);
  if (size.kind === 'max') return most === 1 ? whole(region) : scaledDown(region, most);
  if (size.kind === 'confined') return confined(size, region, most);

  const wanted = exactly(size, region);
  const isLarger = wanted.width > region.width || wanted.height > region.height;
  if (isLarger && !size.mayUpscale) throw upscaled(wanted, region);
  if (!isWithin(wanted, limits)) throw tooLarge(wanted, limits);
  return wanted;
}

function exactly(
  size: Exclude<SizeRequest, { readonly kind: 'max' } | { readonly kind: 'confined' }>,
  region: ImageSize,
): ImageSize {
  if (size.kind === 'exact') return whole(size);
  if (size.kind === 'width')
    return { width: size.width, height: inProportion(region.height, size.width, region.width) };
  if (size.kind === 'height') {
    return { width: inProportion(region.width, size.height, region.height), height: size.height };
  }
  return {
    width: inProportion(region.width, size.percent, 100),
    height: inProportion(region.height, size.percent, 100),
  };
}

const inProportion = (side: number, part: number, of: number) => Math.max(1, Math.round((side * part) / of));

/** The box may be one pixel off the proportions on one side, and never exceeded. */
function confined(box: ImageSize, region: ImageSize, most: number): ImageSize {
  const factor = Math.min(box.width / region.width, box.height / region.height);
  if (factor >= most) return most === 1 ? whole(region) : scaledDown(region, most);
  return {
    width: Math.min(box.width, Math.max(1, Math.round(region.width * factor))),
    height: Math.min(box.height, Math.max(1, Math.round(region.height * factor))),
  };
}

const whole = ({ width, height }: ImageSize): ImageSize => ({ width, height });

const upscaled = (wanted: ImageSize, region: ImageSize) =>
  new Failure(
    'invalid',
    'image.upscaled',
    `This part of the image has ${region.width} × ${region.height} pixels and cannot be given as ${wanted.width} × ${wanted.height}; a size behind ^ may be larger (IIIF Image API 3).`,
    { details: { ...whole(region), wantedWidth: wanted.width, wantedHeight: wanted.height } },
  );

const tooLarge = (wanted: ImageSize, { maxWidth, maxHeight, maxArea }: ImageLimits) =>
  new Failure(
    'invalid',
    'image.too-large',
    `A picture of ${wanted.width} × ${wanted.height} pixels is not given out: at most ${maxWidth} × ${maxHeight}, and ${maxArea} in all. Ask for max, or for parts.`,
    { details: { ...whole(wanted), maxWidth, maxHeight, maxArea } },
  );
