import {
  type Checksum,
  Failure,
  overloaded,
  type PageImage,
  pyramidSize,
  saysOverloaded,
  TILE_PX,
} from '@diachi/domain';
import { type ImageFormat, type ImageSize, isWhole, type ResolvedImage } from '@diachi/iiif';
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
export const DRAWN_BY = `3-${sharp.versions.vips}`;

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
    const stored = await storedAs(lent);
    let drawn = cutOut(lent, stored, picture);
    // A colour where there is none in the file costs three times the work.
    const isGrey = quality === 'gray' || quality === 'bitonal' || stored.isGrey;
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
    const { channels, width, height } = await sharp(path, OPTIONS).metadata();
    const { widthPx, heightPx } = pyramidSize({ widthPx: width, heightPx: height });
    const compression =
      type === 'image/png'
        ? ({ compression: 'deflate', predictor: 'none' } as const)
        : ({ compression: 'jpeg', quality: 80 } as const);
    await sharp(path, OPTIONS)
      .extend({ right: widthPx - width, bottom: heightPx - height, extendWith: 'copy' })
      .toColourspace(channels < 3 ? 'b-w' : 'srgb')
      .tiff({ ...compression, tile: true, tileWidth: TILE_PX, tileHeight: TILE_PX, pyramid: true })
      .timeout({ seconds: SECONDS })
      .toFile(to);
  } catch (cause) {
    throw asFailure(cause);
  }
}

/** A file as it is, whatever is said of the page. */
type Stored = { readonly isGrey: boolean; readonly width: number; readonly height: number };

/** Looked up once for each file lately drawn from: it costs a tenth of a tile. */
const storedFiles = createRecentCache<Stored>(5_000);

const storedAs = ({ path, checksum }: LentImage): Promise<Stored> =>
  storedFiles.get(`${path} ${checksum}`, async () => {
    const { channels, width, height } = await sharp(path, OPTIONS).metadata();
    return { value: { isGrey: channels < 3, width, height }, sizeBytes: 1 };
  });

function cutOut({ path, kind, image }: LentImage, stored: Stored, { region, size }: ResolvedImage): Sharp {
  const whole = { width: image.widthPx, height: image.heightPx };
  const number =
    kind === 'pyramid' ? levelFor(whole, Math.max(size.width / region.width, size.height / region.height)) : 0;
  const by = 2 ** number;
  // A pyramid may be filled up beyond the page, or be without the last pixel that had no half.
  const ofWidth = Math.min(Math.ceil(whole.width / by), Math.max(1, stored.width >> number));
  const ofHeight = Math.min(Math.ceil(whole.height / by), Math.max(1, stored.height >> number));
  const left = Math.min(ofWidth - 1, Math.round(region.x / by));
  const top = Math.min(ofHeight - 1, Math.round(region.y / by));
  const width = Math.max(1, Math.min(ofWidth, Math.round((region.x + region.width) / by)) - left);
  const height = Math.max(1, Math.min(ofHeight, Math.round((region.y + region.height) / by)) - top);

  const opened = sharp(path, { ...OPTIONS, ...(kind === 'pyramid' && { page: number }) });
  // Without a part cut out of it, a JPEG is decoded at a fraction of its size where that is enough.
  const isPart = kind === 'pyramid' || !isWhole(region, whole);
  const part = isPart ? opened.extract({ left, top, width, height }) : opened;
  const isAsItIs = width === size.width && height === size.height;
  return isAsItIs ? part : part.resize({ ...size, fit: 'fill', kernel: KERNEL });
}

/** The smallest picture of the pyramid that is still large enough to be scaled down from, the largest being 0. */
function levelFor(whole: ImageSize, scale: number): number {
  let [width, height] = [whole.width, whole.height];
  for (let level = 0; ; level += 1) {
    if (width <= TILE_PX && height <= TILE_PX) return level;
    [width, height] = [Math.max(1, width >> 1), Math.max(1, height >> 1)];
    // A last pixel that has no half of its own is left out: a pixel less than half is as good as half.
    if ((width + 1) / whole.width < scale || (height + 1) / whole.height < scale) return level;
  }
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
