import { decodesWhole } from './decodes-whole.ts';
import { faxTiff } from './fax-tiff.ts';
import { inflatesWhole } from './inflates-whole.ts';
import { onlyFilter, packedBytes } from './pdfium-image-stream.ts';
import type { Pdfium } from './pdfium-library.ts';
import { drawnObjects, type PlacedImage } from './pdfium-objects.ts';
import { shareOf, withPage } from './pdfium-page.ts';

/** Smaller ones are ornaments. */
const IN_PLAIN_SIGHT = 0.02;

type Place = { readonly document: number; readonly page: number; readonly isPlainFax: boolean };

/**
 * How many images a reader would miss cannot be decoded, or not to their end. Goes through every one of them, one in memory at a time: pdfium
 * itself leaves out what it cannot decode without a word.
 */
export async function countLostImages(pdfium: Pdfium, { document, page, isPlainFax }: Place): Promise<number> {
  let lost = 0;
  for (let nth = 0; ; nth += 1) {
    const found = withPage(pdfium, document, page, (opened) => {
      const image = imagesInSight(pdfium, opened)[nth];
      return image && packed(pdfium, image);
    });
    if (!found) return lost;
    if (!(await isWhole(found, isPlainFax))) lost += 1;
  }
}

const imagesInSight = (pdfium: Pdfium, page: number): readonly PlacedImage[] =>
  drawnObjects(pdfium, page).flatMap((one) =>
    one.kind === 'image' && shareOf(one.image.area) >= IN_PLAIN_SIGHT ? [one.image] : [],
  );

type Packed = Pick<PlacedImage, 'widthPx' | 'heightPx'> & {
  readonly filter: string | null;
  readonly bytes: Uint8Array;
  readonly canDecode: boolean;
};

function packed(pdfium: Pdfium, { object, widthPx, heightPx }: PlacedImage): Packed {
  const filter = onlyFilter(pdfium, object);
  const isJudgedByBytes = filter === 'DCTDecode' || filter === 'CCITTFaxDecode' || filter === 'FlateDecode';
  return {
    widthPx,
    heightPx,
    filter,
    bytes: isJudgedByBytes ? packedBytes(pdfium, object) : new Uint8Array(),
    // A JPEG is decoded once, where its warnings are heard.
    canDecode: filter === 'DCTDecode' || canDecode(pdfium, object),
  };
}

function canDecode({ call }: Pdfium, image: number): boolean {
  const bitmap = call.FPDFImageObj_GetBitmap(image);
  if (bitmap !== 0) call.FPDFBitmap_Destroy(bitmap);
  return bitmap !== 0;
}

async function isWhole({ filter, bytes, canDecode, ...size }: Packed, isPlainFax: boolean): Promise<boolean> {
  if (!canDecode) return false;
  if (filter === 'DCTDecode') return decodesWhole(bytes.subarray(startOfJpeg(bytes)));
  if (filter === 'CCITTFaxDecode' && isPlainFax) return decodesWhole(faxTiff(bytes, size));
  if (filter === 'FlateDecode') return inflatesWhole(bytes);
  return true;
}

/** Readers of PDF overlook what stands before a JPEG. */
const startOfJpeg = (bytes: Uint8Array): number =>
  Math.max(0, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(Buffer.from([0xff, 0xd8, 0xff])));
