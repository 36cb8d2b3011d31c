import { Failure, overloaded, type PageImage, saysOverloaded } from '@diachi/domain';
import { bilevelPixels } from './bilevel-pixels.ts';
import { isUsableProfile } from './colour-profile.ts';
import { readJpegHeader } from './jpeg-header.ts';
import type { KeepProfile } from './keep-profiles.ts';
import { packedIfSmaller } from './packed-if-smaller.ts';
import { type PdfFields, type PdfValue, pdfBytes } from './pdf-writer.ts';
import { toFax, toPlainJpeg, toPlainPng } from './picture-codec.ts';
import { type PngParts, readPngParts } from './png-header.ts';

/** A picture as a PDF carries it: an image's fields (ISO 32000-1, 8.9.5) and its bytes. */
export type PagePicture = { readonly fields: PdfFields; readonly data: Uint8Array };

/**
 * Makes a page image fit for a PDF/A without touching its pixels where that can be: a JPEG goes in as it is, packed once more when that makes
 * it smaller, the rows of a PNG as they are, black and white as CCITT G4 when that is smaller. Fails with `page.image-broken`, with `machine.overloaded`, and as `keepProfile` does.
 */
export async function pagePicture(
  bytes: Buffer,
  type: PageImage['type'],
  keepProfile: KeepProfile,
): Promise<PagePicture> {
  const [carry, drawAnew] = type === 'image/jpeg' ? [jpegPicture, toPlainJpeg] : [pngPicture, toPlainPng];
  const carried = await carry(bytes, keepProfile);
  return carried ?? (await carry(await decoded(() => drawAnew(bytes)), keepProfile)) ?? broken();
}

async function jpegPicture(bytes: Buffer, keepProfile: KeepProfile): Promise<PagePicture | null> {
  const header = await decoded(() => readJpegHeader(bytes));
  // Four colours cannot stand beside an sRGB output intent (ISO 19005-2, 6.2.4.3).
  if (!header?.isCommon || header.bitsPerComponent !== 8 || ![1, 3].includes(header.components)) return null;
  const { profile, components } = header;
  const space = await colourSpace(components, profile, keepProfile);
  const packed = await packedIfSmaller(bytes);
  return packed
    ? { fields: { ...image(header, 8, space), Filter: ['FlateDecode', 'DCTDecode'] }, data: packed }
    : { fields: { ...image(header, 8, space), Filter: 'DCTDecode' }, data: bytes };
}

async function pngPicture(bytes: Buffer, keepProfile: KeepProfile): Promise<PagePicture | null> {
  const png = await decoded(() => readPngParts(bytes));
  if (!png) return null;
  const fax = isBlackAndWhite(png) ? await decoded(() => toFax(bilevelPixels(png), png.widthPx, png.heightPx)) : null;
  if (fax && fax.data.length < png.compressed.length) {
    const parameters = { K: -1, Columns: png.widthPx, Rows: png.heightPx, BlackIs1: fax.isBlackOne };
    const fields = { ...image(png, 1, 'DeviceGray'), Filter: 'CCITTFaxDecode', DecodeParms: parameters };
    return { fields, data: fax.data };
  }
  const colours = png.colour === 'rgb' ? 3 : 1;
  const space = await colourSpace(png.colour === 'grey' ? 1 : 3, png.profile, keepProfile);
  // Predictor 15: each row says which of PNG's filters it went through.
  const parameters = { Predictor: 15, Colors: colours, BitsPerComponent: png.bitDepth, Columns: png.widthPx };
  const fields = {
    ...image(png, png.bitDepth, png.palette && png.colour === 'palette' ? indexed(png.palette, space) : space),
    Filter: 'FlateDecode',
    DecodeParms: parameters,
  };
  return { fields, data: png.compressed };
}

const image = (size: { widthPx: number; heightPx: number }, bits: number, space: PdfValue): PdfFields => ({
  Type: 'XObject',
  Subtype: 'Image',
  Width: size.widthPx,
  Height: size.heightPx,
  BitsPerComponent: bits,
  ColorSpace: space,
});

async function colourSpace(components: number, profile: Buffer | null, keepProfile: KeepProfile): Promise<PdfValue> {
  if (profile && isUsableProfile(profile, components)) return ['ICCBased', await keepProfile(profile, components)];
  return components === 1 ? 'DeviceGray' : 'DeviceRGB';
}

const indexed = (palette: Buffer, space: PdfValue): PdfValue => [
  'Indexed',
  space,
  palette.length / 3 - 1,
  pdfBytes(palette),
];

/** A larger one goes in as the rows of its PNG, which need not be unpacked. */
const MOST_FAX_PX = 400_000_000;

/** One bit a pixel, and the two colours are black and white. */
function isBlackAndWhite({ bitDepth, colour, palette, widthPx, heightPx }: PngParts): boolean {
  if (bitDepth !== 1 || colour === 'rgb' || widthPx * heightPx > MOST_FAX_PX) return false;
  if (colour === 'grey' || !palette) return true;
  return palette.every((value, place) => (value === 0 || value === 255) && value === palette[place - (place % 3)]);
}

/** Only what the picture's own bytes make fail is its fault: neither the disk that is written to nor the machine is. */
async function decoded<Result>(decode: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await decode();
  } catch (cause) {
    if (saysOverloaded(cause)) throw overloaded(cause);
    return broken(cause);
  }
}

function broken(cause?: unknown): never {
  throw new Failure('invalid', 'page.image-broken', 'The stored image of a page is damaged; read the document again.', {
    cause,
  });
}
