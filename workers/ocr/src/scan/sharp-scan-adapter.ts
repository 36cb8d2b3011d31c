import { Failure, overloaded, saysOverloaded } from '@diachi/domain';
import sharp, { type Metadata, type Sharp } from 'sharp';
import { type FlatTools, flatScan } from './flat-scan.ts';
import type { GreyImage } from './grey-image.ts';
import { isSrgb } from './is-srgb.ts';
import { jpegQuality } from './jpeg-quality.ts';
import { oneBitPng } from './one-bit-png.ts';
import { type OpenScan, OVERVIEW_PX, type PagePicture, type Scan, type TurnGrey } from './scan-reader.ts';
import { withoutCameraNotes } from './without-camera-notes.ts';

// Pages are read side by side in threads of their own; each stays on its core.
sharp.concurrency(1);
sharp.cache(false);

const TIME_LIMIT = { seconds: 120 };
/** What a page is coded with anew: no finer than its scan was, but never so coarse that coding it twice would show. */
const JPEG_QUALITY = { least: 75, most: 85 } as const;
// The best code for a picture is known when all of it has been held, six bytes a pixel; of the largest, a sixth more is written instead.
const MOST_OPTIMISED_PX = 40_000_000;
// Of a photograph laid flat all pixels are held as well, three bytes more.
const MOST_OPTIMISED_FLAT_PX = 16_000_000;
const EXIF_DEGREES = [0, 0, 0, 180, 180, 90, 90, 270, 270];
const WHITE = { r: 255, g: 255, b: 255 };

/** Opens a scan with sharp. A damaged one is opened once more with what is missing filled in, and marked. */
export const openScan: OpenScan = async (bytes, maxPixels) => {
  const described = await orDamaged(() => sharp(bytes, { limitInputPixels: false }).metadata());
  const metadata: Coded = {
    ...described,
    quality: qualityFor(described.format === 'jpeg' ? jpegQuality(bytes) : null),
  };
  const { width, height } = metadata.autoOrient;
  if (width * height > maxPixels) throw tooLarge(width, height, maxPixels);

  const isColour = metadata.channels >= 3 && metadata.space !== 'b-w' && metadata.space !== 'grey16';
  const ignoreIcc = isUsualColour(metadata);
  const opener = (failOn: 'none' | 'error') => () =>
    sharp(bytes, { failOn, limitInputPixels: maxPixels, ignoreIcc }).timeout(TIME_LIMIT).autoOrient();
  const overviewScale = Math.min(1, OVERVIEW_PX / Math.max(width, height));
  const greyOf = (open: () => Sharp, scale: number) => grey(open(), isColour, scaled(width, height, scale));

  const whole = opener('error');
  const salvaged = opener('none');
  const overview = await greyOf(whole, overviewScale).catch((thrown: unknown) => {
    if (isOfPicture(thrown)) return null;
    throw mayPass(thrown);
  });
  const open = overview ? whole : salvaged;
  const scan: Scan = {
    width,
    height,
    exifDegrees: EXIF_DEGREES[metadata.orientation ?? 1] ?? 0,
    isColour,
    dpi: metadata.density ?? null,
    isSalvaged: overview === null,
    overview: overview ?? (await orDamaged(() => greyOf(salvaged, overviewScale))),
    grey: (scale) => orDamaged(() => greyOf(open, scale)),
    picture: async (degrees, dpi) => {
      if (overview !== null && degrees === 0 && isPlainJpeg(metadata)) {
        return {
          bytes: withoutCameraNotes(bytes),
          image: { widthPx: width, heightPx: height, type: 'image/jpeg', dpi },
        };
      }
      return orDamaged(() => encode(open(), metadata, degrees, dpi));
    },
    laidFlat: (plane) => flatScan(scan, plane, flatTools(open, metadata)),
  };
  return scan;
};

/** Turns with sharp, around the middle. */
export const turnGrey: TurnGrey = async ({ width, height, pixels }, degrees) => {
  if (degrees === 0) return { width, height, pixels };
  const turned = sharp(pixels, { raw: { width, height, channels: 1 } }).rotate(degrees, { background: WHITE });
  return toGrey(turned.toColourspace('b-w').extractChannel(0)).catch((thrown: unknown) => {
    throw mayPass(thrown);
  });
};

function scaled(width: number, height: number, scale: number) {
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** The red channel: seals vanish in it and yellowed paper is white. */
function grey(scan: Sharp, isColour: boolean, size: { readonly width: number; readonly height: number }) {
  return toGrey(
    scan
      .resize({ ...size, fit: 'fill', kernel: 'cubic' })
      .flatten({ background: WHITE })
      .toColourspace(isColour ? 'srgb' : 'b-w')
      .extractChannel(0),
  );
}

async function toGrey(picture: Sharp): Promise<GreyImage> {
  const { data, info } = await picture.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, pixels: new Uint8Array(data.buffer, data.byteOffset, data.length) };
}

const isUsualColour = ({ space, icc }: Metadata) => space === 'srgb' && (icc === undefined || isSrgb(icc));

const isPlainJpeg = (metadata: Metadata) =>
  metadata.format === 'jpeg' &&
  (metadata.orientation ?? 1) === 1 &&
  (metadata.space === 'b-w' || isUsualColour(metadata));

/** A scan as it was coded, and the quality it is coded with anew. */
type Coded = Metadata & { readonly quality: number };

const qualityFor = (scanned: number | null): number =>
  Math.min(JPEG_QUALITY.most, Math.max(JPEG_QUALITY.least, scanned ?? JPEG_QUALITY.most));

async function encode(
  scan: Sharp,
  metadata: Coded,
  degrees: number,
  dpi: number,
  mostOptimisedPx = MOST_OPTIMISED_PX,
): Promise<PagePicture> {
  const { quality } = metadata;
  const turned = degrees === 0 ? scan : scan.rotate(degrees, { background: WHITE });
  const flat = turned.flatten({ background: WHITE });
  if (metadata.bitsPerSample === 1) {
    const bilevel = await toGrey(flat.toColourspace('b-w').extractChannel(0));
    const image = { widthPx: bilevel.width, heightPx: bilevel.height, type: 'image/png', dpi } as const;
    return { bytes: oneBitPng(bilevel, dpi), image };
  }
  const { data, info } = await flat
    .toColourspace(metadata.channels < 3 ? 'b-w' : 'srgb')
    // The density would bring along all that a camera noted.
    .withExif({})
    .withDensity(dpi)
    .jpeg({ quality, optimiseCoding: metadata.width * metadata.height <= mostOptimisedPx })
    .toBuffer({ resolveWithObject: true });
  return { bytes: data, image: { widthPx: info.width, heightPx: info.height, type: 'image/jpeg', dpi } };
}

function flatTools(open: () => Sharp, metadata: Coded): FlatTools {
  const colours = metadata.channels < 3 ? 'b-w' : 'srgb';
  return {
    readPart: ({ x: left, y: top, width, height }) =>
      orDamaged(async () => {
        const part = open().extract({ left, top, width, height }).flatten({ background: WHITE }).toColourspace(colours);
        const { data, info } = await part.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
        return { left, top, width, height, channels: info.channels, pixels: data };
      }),
    encode: ({ width, height, channels, pixels }, degrees, dpi) => {
      const raw = { width, height, channels: channels === 1 ? 1 : 3 } as const;
      const flat = sharp(pixels, { raw, limitInputPixels: false }).timeout(TIME_LIMIT);
      return orDamaged(() => encode(flat, { ...metadata, width, height }, degrees, dpi, MOST_OPTIMISED_FLAT_PX));
    },
  };
}

async function orDamaged<Result>(draw: () => Promise<Result>): Promise<Result> {
  try {
    return await draw();
  } catch (cause) {
    if (!isOfPicture(cause)) throw mayPass(cause);
    throw new Failure(
      'invalid',
      'scan.damaged',
      'The scan of this page is damaged and cannot be drawn; scan the page again.',
      {
        cause,
      },
    );
  }
}

/** What libvips says of a picture is a plain error; the language's own kinds are bugs of ours, and time or memory is the machine's. */
const isOfPicture = (thrown: unknown) => thrown instanceof Error && thrown.name === 'Error' && !saysOverloaded(thrown);

const mayPass = (thrown: unknown) => (saysOverloaded(thrown) ? overloaded(thrown) : thrown);

const tooLarge = (widthPx: number, heightPx: number, maxPixels: number) =>
  new Failure(
    'invalid',
    'scan.too-large',
    `The page has ${widthPx} × ${heightPx} pixels, more than the ${maxPixels} that are read. Scan it in parts or raise OCR_MAX_PIXELS.`,
    { details: { widthPx, heightPx, maxPixels } },
  );
