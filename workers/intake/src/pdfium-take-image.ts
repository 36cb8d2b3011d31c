import sharp from 'sharp';
import { encodePixels, type Pixels } from './encode-picture.ts';
import { PdfError, type Picture } from './pdf-reader.ts';
import { imageFacts } from './pdfium-image-facts.ts';
import { onlyFilter, packedBytes } from './pdfium-image-stream.ts';
import type { Pdfium } from './pdfium-library.ts';
import { drawnObjects, type PlacedImage } from './pdfium-objects.ts';
import { wholePageImage, withPage } from './pdfium-page.ts';
import { turnJpeg } from './turn-jpeg.ts';
import { withoutPadding } from './without-padding.ts';

type WholeImage = PlacedImage & { readonly turns: 0 | 1 | 2 | 3 };

/**
 * Takes the whole-page image of a page out of its PDF: a grey or red-green-blue JPEG as it is, everything else as pixels. Throws when the page
 * has no such image, or it cannot be decoded.
 */
export async function takeImage(
  pdfium: Pdfium,
  {
    document,
    page,
    mayBeInverted,
  }: { readonly document: number; readonly page: number; readonly mayBeInverted: boolean },
): Promise<Picture> {
  const read = <Result>(use: (opened: number, image: WholeImage) => Result): Result =>
    withPage(pdfium, document, page, (opened) => {
      const image = wholePageImage(drawnObjects(pdfium, opened));
      if (!image) throw new PdfError('page-damaged', `Page ${page} is not one image.`);
      return use(opened, image);
    });

  const { turns, jpeg, size } = read((_, image) => ({
    turns: image.turns,
    jpeg: mayBeInverted ? null : jpegOf(pdfium, image.object),
    size: image,
  }));
  if (jpeg && (await isPlainJpeg(jpeg, size))) {
    const isUpended = turns % 2 === 1;
    return {
      bytes: turnJpeg(jpeg, turns),
      type: 'image/jpeg',
      widthPx: isUpended ? size.heightPx : size.widthPx,
      heightPx: isUpended ? size.widthPx : size.heightPx,
    };
  }

  const { pixels, isBilevel } = read((opened, image) => {
    const decoded = decode(pdfium, image.object);
    // Asked only where it matters: for some kinds of image the answer costs as much as decoding.
    const isOneBit = decoded.channels === 1 && imageFacts(pdfium, opened, image.object).bitsPerPixel === 1;
    return { pixels: decoded, isBilevel: isOneBit };
  });
  return encodePixels(pixels, { turns, isBilevel });
}

/** The bytes of an image that is a JPEG and nothing around it; null for every other. */
const jpegOf = (pdfium: Pdfium, image: number): Uint8Array | null =>
  onlyFilter(pdfium, image) === 'DCTDecode' ? packedBytes(pdfium, image) : null;

async function isPlainJpeg(jpeg: Uint8Array, { widthPx, heightPx }: PlacedImage): Promise<boolean> {
  // What sharp cannot open, pdfium may: then its pixels are taken instead.
  const facts = await sharp(jpeg, { limitInputPixels: false })
    .metadata()
    .catch(() => null);
  return facts?.width === widthPx && facts.height === heightPx && (facts.channels === 1 || facts.channels === 3);
}

const GREY = 1;
const BYTES_PER_PIXEL: Readonly<Record<number, number>> = { 1: 1, 2: 3, 3: 4, 4: 4 };

function decode(pdfium: Pdfium, image: number): Pixels {
  const { call } = pdfium;
  const bitmap = call.FPDFImageObj_GetBitmap(image);
  if (bitmap === 0) throw new PdfError('page-damaged', 'pdfium cannot decode an image.');
  try {
    const format = call.FPDFBitmap_GetFormat(bitmap);
    const pixelBytes = BYTES_PER_PIXEL[format];
    if (pixelBytes === undefined)
      throw new PdfError('page-damaged', `pdfium decoded an image to a format of its own (${format}).`);
    const widthPx = call.FPDFBitmap_GetWidth(bitmap);
    const heightPx = call.FPDFBitmap_GetHeight(bitmap);
    const strideBytes = call.FPDFBitmap_GetStride(bitmap);
    const data = pdfium.bytes(call.FPDFBitmap_GetBuffer(bitmap), strideBytes * heightPx);
    if (format === GREY) return packGrey(data, widthPx, heightPx, strideBytes);
    return withoutPadding(redFirst(data, { widthPx, heightPx, strideBytes, pixelBytes }), {
      widthPx,
      heightPx,
      strideBytes: widthPx * 3,
    });
  } finally {
    call.FPDFBitmap_Destroy(bitmap);
  }
}

function packGrey(data: Uint8Array, widthPx: number, heightPx: number, strideBytes: number): Pixels {
  const packed = new Uint8Array(widthPx * heightPx);
  for (let row = 0; row < heightPx; row += 1) {
    packed.set(data.subarray(row * strideBytes, row * strideBytes + widthPx), row * widthPx);
  }
  return { data: packed, widthPx, heightPx, channels: 1 };
}

function redFirst(
  data: Uint8Array,
  {
    widthPx,
    heightPx,
    strideBytes,
    pixelBytes,
  }: { widthPx: number; heightPx: number; strideBytes: number; pixelBytes: number },
): Uint8Array {
  const turned = new Uint8Array(widthPx * heightPx * 3);
  let to = 0;
  for (let row = 0; row < heightPx; row += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      const from = row * strideBytes + x * pixelBytes;
      turned[to] = data[from + 2] ?? 0;
      turned[to + 1] = data[from + 1] ?? 0;
      turned[to + 2] = data[from] ?? 0;
      to += 3;
    }
  }
  return turned;
}
