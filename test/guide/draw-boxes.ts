import type { Box } from '@diachi/page-text';
import sharp from 'sharp';

export type DrawnBox = {
  readonly box: Box;
  readonly colour: string;
  /** Written in the upper left corner of the box. */
  readonly sign?: string | undefined;
  /** How thickly the box is filled, from 0 for an outline alone to 1. */
  readonly fill?: number | undefined;
};

/** A picture with boxes drawn over it, in its pixels. `line` is how thick, in pixels. */
export async function drawBoxes(picture: Buffer, boxes: readonly DrawnBox[], line: number): Promise<Buffer> {
  const { width = 0, height = 0 } = await sharp(picture).metadata();
  const shapes = boxes.map(({ box, colour, sign, fill = 0 }) => {
    const size = line * 12;
    const [x, y] = [box.x - line, box.y - line];
    const frame = `<rect x="${x}" y="${y}" width="${box.width + 2 * line}" height="${box.height + 2 * line}" fill="${colour}" fill-opacity="${fill}" stroke="${colour}" stroke-width="${line}"/>`;
    if (sign === undefined) return frame;
    const middle = `x="${x + size / 2}" y="${y + size * 0.84}" text-anchor="middle"`;
    return `${frame}<rect x="${x}" y="${y}" width="${size}" height="${size * 1.15}" fill="${colour}"/><text ${middle} font-family="sans-serif" font-weight="bold" font-size="${size * 0.85}" fill="#fff">${sign}</text>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shapes.join('')}</svg>`;
  return sharp(picture)
    .toColourspace('srgb')
    .composite([{ input: Buffer.from(svg) }])
    .png()
    .toBuffer();
}
