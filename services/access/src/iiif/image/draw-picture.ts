import { type Checksum, Failure, overloaded, type PageImage, saysOverloaded, TILE_PX } from '@diachi/domain';
import { type ImageFormat, isWhole, type ResolvedImage } from '@diachi/iiif';
import sharp, { type Sharp } from 'sharp';
import { createRecentCache } from '../../recent-cache.ts';

// Pictures share the cores by being several, and what was opened once is kept open by nobody.
sharp.concurrency(1);
sharp.cache(false);

/** A page image on this machine: in one piece, or as a pyramid (see `keys.pyramid`). */
export type LentImage = {
  readonly path: string;
  readonly kind: 'page' | 'pyramid';
  readonly image: Pick<PageImage, 'widthPx' | 'heightPx'>;
  /** Of the page image. */
  readonly checksum: Checksum;
};

/** What a picture's bytes depend on besides the image and what is asked of it: with another program they may be others. */
export const DRAWN_BY = `2-${sharp.versions.vips}`;

const OPTIONS = { limitInputPixels: 400_000_000, sequentialRead: true } as const;
const SECONDS = 60;
const KERNEL = 'mitchell';

// Measured for tiles: the best code for each picture costs half as much time again as drawing it, and saves a twentieth.
const JPEG = { quality: 80, optimiseCoding: false } as const;
const WEBP = { quality: 75, effort: 0 } as const;
// Measured for whole pages: as level 4 it took three to five times as long as a JPEG, and saved a third.
const PNG = { compressionLevel: 1 } as const;

/** Cuts out, scales, mirrors, turns and writes, in this order. Fails with `page.image-broken`, or `machine.overloaded`. */
export async function drawPicture(lent: LentImage, picture: ResolvedImage): Promise<Buffer> {
  try {
    const { rotation, quality } = picture;
    let drawn = cutOut(lent, picture);
    // A colour where there is none in the file costs three times the work.
    const isGrey = quality === 'gray' || quality === 'bitonal' || (await isGreyFile(lent));
    drawn = drawn.toColourspace(isGrey ? 'b-w' : 'srgb');
    if (rotation.isMirrored || rotation.degrees > 0) drawn = await turned(drawn, rotation);
    if (quality === 'bitonal') drawn = drawn.greyscale().threshold(128).toColourspace('b-w');
    return await written(drawn, picture.format).timeout({ seconds: SECONDS }).toBuffer();
  } catch (cause) {
    throw asFailure(cause);
  }
}

/** Makes a pyramid of a page image that came without one. Fails as `drawPicture` does. */
export async function drawPyramid(path: string, type: PageImage['type'], to: string): Promise<void> {
  try {
    const { channels } = await sharp(path, OPTIONS).metadata();
    const compression =
      type === 'image/png'
        ? ({ compression: 'deflate', predictor: 'none' } as const)
        : ({ compression: 'jpeg', quality: 80 } as const);
    await sharp(path, OPTIONS)
      .toColourspace(channels < 3 ? 'b-w' : 'srgb')
      .tiff({ ...compression, tile: true, tileWidth: TILE_PX, tileHeight: TILE_PX, pyramid: true })
      .timeout({ seconds: SECONDS })
      .toFile(to);
  } catch (cause) {
    throw asFailure(cause);
  }
}

/** Looked up once for each file lately drawn from: it costs a tenth of a tile. */
const greyFiles = createRecentCache<boolean>(5_000);

const isGreyFile = ({ path, checksum }: LentImage): Promise<boolean> =>
  greyFiles.get(checksum, async () => ({ value: (await sharp(path, OPTIONS).metadata()).channels < 3, sizeBytes: 1 }));

function cutOut({ path, kind, image }: LentImage, { region, size }: ResolvedImage): Sharp {
  const whole = { width: image.widthPx, height: image.heightPx };
  const level =
    kind === 'pyramid' ? levelFor(whole, Math.max(size.width / region.width, size.height / region.height)) : null;
  const of = level ?? { number: 0, ...whole };
  const by = 2 ** of.number;
  const left = Math.min(of.width - 1, Math.round(region.x / by));
  const top = Math.min(of.height - 1, Math.round(region.y / by));
  const width = Math.max(1, Math.min(of.width, Math.round((region.x + region.width) / by)) - left);
  const height = Math.max(1, Math.min(of.height, Math.round((region.y + region.height) / by)) - top);

  const opened = sharp(path, { ...OPTIONS, ...(kind === 'pyramid' && { page: of.number }) });
  // Without a part cut out of it, a JPEG is decoded at a fraction of its size where that is enough.
  const part = isWhole(region, whole) ? opened : opened.extract({ left, top, width, height });
  const isAsItIs = width === size.width && height === size.height;
  return isAsItIs ? part : part.resize({ ...size, fit: 'fill', kernel: KERNEL });
}

type Level = { readonly number: number; readonly width: number; readonly height: number };

/** The smallest picture of the pyramid that is still large enough to be scaled down from. */
function levelFor(whole: { readonly width: number; readonly height: number }, scale: number): Level {
  let level: Level = { number: 0, ...whole };
  while (level.width > TILE_PX || level.height > TILE_PX) {
    const half = { width: Math.max(1, level.width >> 1), height: Math.max(1, level.height >> 1) };
    // A last pixel that has no half of its own is left out: a pixel less than half is as good as half.
    if ((half.width + 1) / whole.width < scale || (half.height + 1) / whole.height < scale) return level;
    level = { number: level.number + 1, ...half };
  }
  return level;
}

/** Mirrored and then turned, as sharp does it too; but it does both before it scales. */
async function turned(drawn: Sharp, { isMirrored, degrees }: ResolvedImage['rotation']): Promise<Sharp> {
  const { data, info } = await drawn.raw().timeout({ seconds: SECONDS }).toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return sharp(data, { raw: { width, height, channels } })
    .flop(isMirrored)
    .rotate(degrees)
    .toColourspace(channels < 3 ? 'b-w' : 'srgb');
}

function written(drawn: Sharp, format: ImageFormat): Sharp {
  if (format === 'jpg') return drawn.jpeg(JPEG);
  return format === 'png' ? drawn.png(PNG) : drawn.webp(WEBP);
}

function asFailure(cause: unknown): unknown {
  if (saysOverloaded(cause)) return overloaded(cause);
  // What libvips says of a picture is a plain error; the language's own kinds are bugs of ours.
  if (!(cause instanceof Error) || cause.name !== 'Error') return cause;
  return new Failure(
    'unavailable',
    'page.image-broken',
    'The stored image of a page is damaged; read the document again.',
    {
      cause,
    },
  );
}
