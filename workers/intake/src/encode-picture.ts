import sharp, { type Sharp } from 'sharp';
import type { Picture } from './pdf-reader.ts';

/** Rows of pixels without gaps: grey, or red green blue. */
export type Pixels = {
  readonly data: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly channels: 1 | 3;
};

// Measured on pages at 300 dpi: level 3 takes half the time of 6 and is a tenth larger, for files that live an hour.
const PNG = { compressionLevel: 3 } as const;

/** Encodes pixels upright and without loss: black and white as one bit, everything else as PNG. */
export async function encodePixels(
  pixels: Pixels,
  { turns, isBilevel }: { readonly turns: number; readonly isBilevel: boolean },
): Promise<Picture> {
  const raw = { width: pixels.widthPx, height: pixels.heightPx, channels: pixels.channels };
  const opened = sharp(pixels.data, { raw, limitInputPixels: false });
  const upright = turns === 0 ? opened : opened.rotate(turns * 90);
  return encodePicture(pixels.channels === 1 ? upright.toColourspace('b-w') : upright, isBilevel);
}

/** The same for anything sharp has opened. */
export async function encodePicture(picture: Sharp, isBilevel: boolean): Promise<Picture> {
  const encoded = isBilevel
    ? picture.threshold(128).toColourspace('b-w').tiff({ compression: 'ccittfax4', bitdepth: 1 })
    : picture.png(PNG);
  const { data, info } = await encoded.toBuffer({ resolveWithObject: true });
  return { bytes: data, type: isBilevel ? 'image/tiff' : 'image/png', widthPx: info.width, heightPx: info.height };
}
