import sharp from 'sharp';

/** A 1-bit picture as one strip of CCITT group 4 (ITU-T T.6). */
export type FaxPicture = { readonly data: Buffer; readonly isBlackOne: boolean };

/** A page image is ours, but a damaged one must not make a decoder allocate without end. */
const LIMIT_PX = 400_000_000;

/** Codes black and white as a fax machine would: one byte a pixel, 0 or 255. */
export async function toFax(pixels: Buffer, widthPx: number, heightPx: number): Promise<FaxPicture> {
  const tiff = await sharp(pixels, { raw: { width: widthPx, height: heightPx, channels: 1 } })
    .toColourspace('b-w')
    // Rows up to the whole height in one strip: a PDF has no way to join several.
    .tiff({ compression: 'ccittfax4', bitdepth: 1, tileHeight: heightPx })
    .toBuffer();
  return faxOf(tiff);
}

/** Draws a picture anew as a plain sRGB or grey JPEG. For the rare ones a PDF/A cannot carry as they are. */
export const toPlainJpeg = (bytes: Buffer): Promise<Buffer> => drawAnew(bytes).jpeg({ quality: 90 }).toBuffer();

/** The same without loss, as a PNG. */
export const toPlainPng = (bytes: Buffer): Promise<Buffer> => drawAnew(bytes).png().toBuffer();

const drawAnew = (bytes: Buffer) =>
  sharp(bytes, { limitInputPixels: LIMIT_PX, failOn: 'none' }).flatten({ background: 'white' }).toColourspace('srgb');

const STRIP_OFFSETS = 273;
const STRIP_SIZES = 279;
const PHOTOMETRIC = 262;

/** Takes the strip out of a TIFF (revision 6.0) that was just written: little-endian or big-endian, one strip. */
function faxOf(tiff: Buffer): FaxPicture {
  const isLittle = tiff[0] === 0x49;
  const uint16 = (place: number) => (isLittle ? tiff.readUInt16LE(place) : tiff.readUInt16BE(place));
  const uint32 = (place: number) => (isLittle ? tiff.readUInt32LE(place) : tiff.readUInt32BE(place));
  const directory = uint32(4);
  const field = (wanted: number): number => {
    for (let place = directory + 2; place < directory + 2 + uint16(directory) * 12; place += 12) {
      if (uint16(place) !== wanted) continue;
      if (uint32(place + 4) !== 1) throw new Error(`the fax picture has more than one strip`);
      return uint16(place + 2) === 3 ? uint16(place + 8) : uint32(place + 8);
    }
    throw new Error(`the fax picture has no field ${wanted}`);
  };
  const start = field(STRIP_OFFSETS);
  // 1: in the TIFF black is 0, so the coder's “black” runs are the white ones.
  return { data: tiff.subarray(start, start + field(STRIP_SIZES)), isBlackOne: field(PHOTOMETRIC) === 1 };
}
