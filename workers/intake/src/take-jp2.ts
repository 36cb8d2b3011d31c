import { open } from 'node:fs/promises';
import { keys } from '@diachi/domain';
import type { PagesFound, TakeTools, TakeWork } from './pages-found.ts';
import { PdfError, type PdfSource, type PictureSize } from './pdf-reader.ts';
import { pdfRefusal } from './pdf-refusal.ts';
import { refusals } from './refusals.ts';
import { untakenPage } from './untaken-page.ts';

/**
 * A JPEG 2000 picture. A PDF may hold one just as it is, and pdfium decodes it there: so it is read as the only page of a PDF that exists
 * only around it, without any program having to be installed.
 */
export async function takeJp2(tools: TakeTools, work: TakeWork): Promise<PagesFound> {
  const { store, limits, pdf, signal } = tools;
  const { original, path, revision, firstPage } = work;
  const size = await factsOf(path);
  if (!size) throw refusals.damaged(original.fileName);
  if (size.widthPx * size.heightPx > limits.maxImagePixels) {
    throw refusals.tooManyPixels(original.fileName, size, limits.maxImagePixels);
  }

  const opened = await pdf
    .open(wrapped(path, original.sizeBytes, size), { pageTimeMs: limits.pageTimeMs, signal })
    .catch((thrown) => {
      throw pdfRefusal(thrown, original);
    });
  try {
    // Not drawn: what cannot be decoded would be drawn as nothing, and look like a blank page.
    const picture = await opened.takeImage(0);
    const scanKey = keys.scan(revision, firstPage);
    await store.put(scanKey, picture.bytes, picture.type);
    const page = { ...untakenPage(firstPage), scanKey, type: picture.type };
    return { pages: [page], bookmarks: [] };
  } catch (thrown) {
    throw thrown instanceof PdfError ? pdfRefusal(thrown, original) : thrown;
  } finally {
    await opened.close();
  }
}

const GLANCE_BYTES = 1 << 16;
/** Start of the code stream and its SIZ marker (ISO 15444-1, A.5.1). */
const CODE_STREAM = Buffer.from([0xff, 0x4f, 0xff, 0x51]);

type Jp2Facts = PictureSize & {
  /** Said only for a bare code stream: in a JP2 file the colours are its own. */
  readonly colours: 'DeviceGray' | 'DeviceRGB' | null;
};

async function factsOf(path: string): Promise<Jp2Facts | null> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(GLANCE_BYTES), 0, GLANCE_BYTES, 0);
    const at = buffer.subarray(0, bytesRead).indexOf(CODE_STREAM);
    if (at < 0 || at + 42 > bytesRead) return null;
    const [width, height] = [8, 12].map(
      (offset) => buffer.readUInt32BE(at + offset) - buffer.readUInt32BE(at + offset + 8),
    );
    if (!width || !height || width < 0 || height < 0) return null;
    const isGrey = buffer.readUInt16BE(at + 40) < 3;
    const colours = at > 0 ? null : isGrey ? 'DeviceGray' : 'DeviceRGB';
    return { widthPx: width, heightPx: height, colours };
  } finally {
    await file.close();
  }
}

/** Pages of a PDF may not be larger than 14,400 units. */
const MAX_UNITS = 14_400;

function wrapped(path: string, sizeBytes: number, { widthPx, heightPx, colours }: Jp2Facts): PdfSource {
  const scale = Math.min(1, MAX_UNITS / Math.max(widthPx, heightPx));
  const [width, height] = [widthPx * scale, heightPx * scale];
  const content = `${width} 0 0 ${height} 0 0 cm /Im0 Do`;
  const objects = [
    '1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n',
    '2 0 obj <</Type/Pages/Count 1/Kids[3 0 R]>> endobj\n',
    `3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]/Contents 4 0 R/Resources<</XObject<</Im0 5 0 R>>>>>> endobj\n`,
    `4 0 obj <</Length ${content.length}>> stream\n${content}\nendstream endobj\n`,
    `5 0 obj <</Type/XObject/Subtype/Image/Width ${widthPx}/Height ${heightPx}/BitsPerComponent 8${colours ? `/ColorSpace/${colours}` : ''}/Filter/JPXDecode/Length ${sizeBytes}>> stream\n`,
  ];
  const header = '%PDF-1.7\n';
  let place = header.length;
  const places = objects.map((object) => {
    const here = place;
    place += object.length;
    return `${String(here).padStart(10, '0')} 00000 n \n`;
  });
  const before = header + objects.join('');
  const ending = '\nendstream endobj\n';
  const start = before.length + sizeBytes + ending.length;
  const after = `${ending}xref\n0 6\n0000000000 65535 f \n${places.join('')}trailer <</Size 6/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`;
  return { path, before: Buffer.from(before, 'latin1'), after: Buffer.from(after, 'latin1') };
}
