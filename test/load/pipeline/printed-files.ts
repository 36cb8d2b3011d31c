import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { SentFile } from '../../cluster/sending.ts';

/** Pages of print as they are mostly handed in: upright, full of text, scanned at 150 to 300 dpi. */
const PRINTED = ['s02-admin-200dpi', 's07-small-print', 's13-low-150dpi', 's14-french-vietnamese'];

/** Pages of real print that nobody else has, as files to hand in together: each is a little narrower than the others. */
export const printedFiles = (document: number, pages: number): Promise<readonly SentFile[]> =>
  Promise.all(
    Array.from({ length: pages }, async (_, page) => {
      const sample = PRINTED[page % PRINTED.length] as string;
      const bytes = await readFile(join(import.meta.dirname, '..', '..', 'fixtures', 'pages', sample, 'page.jpg'));
      return { name: `trang ${page + 1}.jpg`, bytes: await cutOff(bytes, document, page) };
    }),
  );

/** What is cut off the margins is never the same twice. */
async function cutOff(bytes: Uint8Array, document: number, page: number): Promise<Buffer> {
  const { width, height, density } = await sharp(bytes).metadata();
  const [left, top] = [document % 20, Math.floor(document / 20) + Math.floor(page / PRINTED.length)];
  return sharp(bytes)
    .extract({ left, top, width: width - left, height: height - top })
    .withMetadata({ density: density ?? 200 })
    .jpeg({ quality: 85 })
    .toBuffer();
}
