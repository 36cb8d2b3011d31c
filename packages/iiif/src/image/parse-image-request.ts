import { badImageRequest } from './bad-image-request.ts';
import { IMAGE_FORMATS, IMAGE_QUALITIES, type ImageApiVersion, type ImageRequest } from './image-request.ts';
import { parseRegion } from './parse-region.ts';
import { parseRotation } from './parse-rotation.ts';
import { parseSize } from './parse-size.ts';

/** The last four parts of an image's address, percent-decoded; `file` is `{quality}.{format}`. */
export type ImageAddressParts = {
  readonly region: string;
  readonly size: string;
  readonly rotation: string;
  readonly file: string;
};

/** Reads what an address asks for (IIIF Image API 3.0 section 4, 2.1 section 4). Nothing is guessed: fails with `image.bad-request`. */
export function parseImageRequest(version: ImageApiVersion, parts: ImageAddressParts): ImageRequest {
  const dot = parts.file.lastIndexOf('.');
  const written = { quality: parts.file.slice(0, Math.max(0, dot)), format: parts.file.slice(dot + 1) };
  const request = {
    region: parseRegion(parts.region),
    size: parseSize(version, parts.size),
    rotation: parseRotation(parts.rotation),
  };
  const quality = IMAGE_QUALITIES.find((each) => each === written.quality);
  if (!quality) throw badImageRequest('quality', written.quality);
  const format = IMAGE_FORMATS.find((each) => each === written.format);
  if (!format) throw badImageRequest('format', written.format);
  return { ...request, quality, format };
}
