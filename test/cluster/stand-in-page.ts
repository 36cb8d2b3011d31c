import sharp from 'sharp';
import type { SentFile } from './sending.ts';

/** Pages that nobody else has, as files to hand in together. */
export const madeUpFiles = (
  name: string,
  pages: number,
  size: { readonly height?: number } = {},
): Promise<readonly SentFile[]> =>
  Promise.all(
    Array.from({ length: pages }, async (_, page) => ({
      name: `${name} ${page + 1}.jpg`,
      bytes: await standInPage(`${name} ${page + 1}`, size),
    })),
  );

/** A page of 1240 × 1754 pixels (A4 at 150 dpi) with these letters and bars where lines would be; less high, it is a strip. */
export async function standInPage(letters: string, { height = 1754 } = {}): Promise<Buffer> {
  const width = 1240;
  const bars = Array.from({ length: 270 }, (_, at) => {
    const [column, line] = [at % 9, Math.floor(at / 9)];
    return `<rect x="${80 + column * 120}" y="${90 + line * 34}" width="${50 + ((line * 17 + column * 7) % 55)}" height="14"/>`;
  });
  const written = letters.replace(/[<>&]/g, '');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="white"/>${bars.join('')}<text x="100" y="60" font-size="30">${written}</text></svg>`;
  return sharp(Buffer.from(svg)).greyscale().withMetadata({ density: 150 }).jpeg({ quality: 70 }).toBuffer();
}
