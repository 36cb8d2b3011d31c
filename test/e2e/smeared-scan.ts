import { join } from 'node:path';
import sharp from 'sharp';

const page = join(import.meta.dirname, '..', 'fixtures', 'pages', 's13-low-150dpi', 'page.jpg');

/** A scan that is read well, but for a band of lines over which somebody smeared the ink: a machine makes some of it out, and is sure of little. */
export async function smearedScan(): Promise<Buffer> {
  const { width, height } = await sharp(page).metadata();
  const band = { left: 0, top: Math.round(height * 0.19), width, height: Math.round(height * 0.1) };
  const smeared = await sharp(page).extract(band).blur(3.6).toBuffer();
  return sharp(page)
    .composite([{ input: smeared, left: band.left, top: band.top }])
    .jpeg({ quality: 90 })
    .toBuffer();
}
