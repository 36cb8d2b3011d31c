import { SMALL_PICTURE_PX } from '@diachi/domain';
import { type ImageLimits, imageName, type NamedImage, parseImageName } from '@diachi/iiif';
import { pathParameter, type Visitor } from '@diachi/web';
import type { Request } from 'express';
import type { RevisionFiles } from '../../revision-files.ts';
import type { SeeDocument, SeenDocument } from '../../seen-document.ts';
import { shownRevision } from '../../shown-revision.ts';
import { findPageImage, imageMissing } from './find-page-image.ts';
import type { PageImageSource } from './page-image-source.ts';

export type ImageAccessTools = {
  readonly see: SeeDocument;
  readonly files: RevisionFiles;
  readonly maxPixels: number;
};

/** The longest side of a picture, in pixels: WebP has no more. */
const MOST_PX = 16_383;
/** What costs little to draw, in pixels, however small the image is: `^` makes nothing larger than this and than the image itself. */
const CHEAP_AREA = 4_000_000;
const SMALL = {
  maxWidth: SMALL_PICTURE_PX,
  maxHeight: SMALL_PICTURE_PX,
  maxArea: SMALL_PICTURE_PX * SMALL_PICTURE_PX,
} as const;

/** An image as whoever asks may see it, or the name it has now: that of an older revision leads to what is published. */
export type ImageAccess =
  | { readonly kind: 'moved'; readonly name: string }
  | {
      readonly kind: 'seen';
      readonly name: string;
      readonly seen: SeenDocument;
      readonly source: PageImageSource;
      /** The largest picture of it they may see. */
      readonly limits: ImageLimits;
    };

/** Fails with `image.missing`, and as `SeeDocument` and `demand` do: every door to a picture is this one. */
export async function accessImage(
  { see, files, maxPixels }: ImageAccessTools,
  request: Request,
  visitor: Visitor,
): Promise<ImageAccess> {
  const { revision, page } = imageNamed(request);
  const seen = await see(revision.documentId, visitor);
  seen.demand('smallImage');
  const { document, rights } = seen;
  const published = document.publishedRevision;
  if (revision.number > published) throw imageMissing();
  if (revision.number < published) {
    return { kind: 'moved', name: imageName({ ...revision, number: published }, page) };
  }
  const source = findPageImage(await files.manifest(shownRevision(document)), page);
  const { widthPx, heightPx } = source.image;
  const maxArea = Math.min(maxPixels, Math.max(widthPx * heightPx, CHEAP_AREA));
  const limits = rights.fullImage ? { maxWidth: MOST_PX, maxHeight: MOST_PX, maxArea } : SMALL;
  return { kind: 'seen', name: imageName(revision, page), seen, source, limits };
}

function imageNamed(request: Request): NamedImage {
  const named = parseImageName(pathParameter(request, 'image'));
  if (named) return named;
  throw imageMissing();
}

/** Whether a picture is among the small ones, which more people may see. */
export const isSmall = ({ width, height }: { readonly width: number; readonly height: number }): boolean =>
  width <= SMALL.maxWidth && height <= SMALL.maxHeight;
