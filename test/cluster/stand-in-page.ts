import sharp from 'sharp';

/** A page of 1240 × 1754 pixels (A4 at 150 dpi) that no other number gives: letters are not on it, a stand-in engine finds the words. */
export async function standInPage(number: number, options: { readonly isWide?: boolean } = {}): Promise<Buffer> {
  const { isWide = false } = options;
  const [width, height] = isWide ? [1754, 1240] : [1240, 1754];
  const lines = Array.from({ length: 30 }, (_, line) => {
    const bars = Array.from({ length: 9 }, (_, at) => {
      const long = 50 + ((number * 31 + line * 17 + at * 7) % 55);
      return `<rect x="${80 + at * 120}" y="${90 + line * 34}" width="${long}" height="14"/>`;
    });
    return bars.join('');
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="white"/>${lines.join('')}<text x="100" y="60" font-size="30">${number}</text></svg>`;
  return sharp(Buffer.from(svg)).greyscale().withMetadata({ density: 150 }).jpeg({ quality: 70 }).toBuffer();
}
