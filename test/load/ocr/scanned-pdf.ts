import { readFile } from 'node:fs/promises';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import type { TruePage } from './find-pages.ts';

const POINTS_PER_INCH = 72;
const USUAL_DPI = 200;

/** The pictures of pages as one PDF, as a scanner writes it: nothing but pictures. JPEGs stay as they are; others are packed without loss. */
export async function scannedPdf(pages: readonly TruePage[]): Promise<Buffer> {
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n', 'latin1')];
  const places: number[] = [];
  let length = parts[0]?.length ?? 0;
  const write = (...more: readonly (string | Uint8Array)[]) => {
    for (const one of more) {
      const bytes = typeof one === 'string' ? Buffer.from(one, 'latin1') : Buffer.from(one);
      parts.push(bytes);
      length += bytes.length;
    }
  };
  const object = (number: number, ...body: readonly (string | Uint8Array)[]) => {
    places[number] = length;
    write(`${number} 0 obj\n`, ...body, '\nendobj\n');
  };
  const numberOf = (page: number) => 3 + page * 3;

  object(1, '<< /Type /Catalog /Pages 2 0 R >>');
  const kids = pages.map((_, page) => `${numberOf(page)} 0 R`).join(' ');
  object(2, `<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`);
  for (const [page, { picture }] of pages.entries()) {
    const number = numberOf(page);
    const { bytes, dictionary, width, height, dpi } = await packed(picture);
    const [across, down] = [(width * POINTS_PER_INCH) / dpi, (height * POINTS_PER_INCH) / dpi].map((points) =>
      points.toFixed(2),
    );
    object(
      number,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${across} ${down}] /Contents ${number + 1} 0 R /Resources << /XObject << /I ${number + 2} 0 R >> >> >>`,
    );
    const drawing = `q ${across} 0 0 ${down} 0 0 cm /I Do Q`;
    object(number + 1, `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`);
    object(
      number + 2,
      `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} ${dictionary} /Length ${bytes.length} >>\nstream\n`,
      bytes,
      '\nendstream',
    );
  }
  const count = numberOf(pages.length);
  const table = length;
  write(`xref\n0 ${count}\n0000000000 65535 f \n`);
  for (let number = 1; number < count; number++) write(`${String(places[number]).padStart(10, '0')} 00000 n \n`);
  write(`trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`);
  return Buffer.concat(parts);
}

async function packed(picture: string) {
  const file = await readFile(picture);
  const { width, height, density, format, channels } = await sharp(file).metadata();
  const size = { width, height, dpi: density && density > 50 ? density : USUAL_DPI };
  if (format === 'jpeg') {
    const colours = channels === 1 ? '/DeviceGray' : '/DeviceRGB';
    return { ...size, bytes: file, dictionary: `/ColorSpace ${colours} /BitsPerComponent 8 /Filter /DCTDecode` };
  }
  const grey = await sharp(file).toColourspace('b-w').removeAlpha().raw().toBuffer();
  const isOneBit = grey.every((value) => value === 0 || value === 255);
  return {
    ...size,
    bytes: deflateSync(isOneBit ? bitsOf(grey, width, height) : grey),
    dictionary: `/ColorSpace /DeviceGray /BitsPerComponent ${isOneBit ? 1 : 8} /Filter /FlateDecode`,
  };
}

/** Eight pixels a byte, each row beginning with a new one. */
function bitsOf(grey: Uint8Array, width: number, height: number): Uint8Array {
  const rowBytes = Math.ceil(width / 8);
  const bits = new Uint8Array(rowBytes * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (grey[y * width + x])
        bits[y * rowBytes + (x >> 3)] = (bits[y * rowBytes + (x >> 3)] as number) | (128 >> (x & 7));
  return bits;
}
