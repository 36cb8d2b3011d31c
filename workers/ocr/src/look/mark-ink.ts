import type { GreyImage } from '../scan/grey-image.ts';

/** Where there is ink: 1 for a pixel clearly darker than what surrounds it. */
export type Ink = {
  readonly width: number;
  readonly height: number;
  readonly marks: Uint8Array;
};

/** How bright it is around each pixel, in levels, row by row. */
export type Surroundings = Float32Array;

/** Shares of its surroundings' brightness below which a pixel is ink: of type on paper, of type that has faded, of what is nearly gone or shows through, and of what only an engine still sees. */
export const INK_SHARES = { plain: 0.84, pale: 0.9, faint: 0.93, gone: 0.96 } as const;

// In levels of 255. Where all is nearly black, grain is all there is to see.
const TOO_DARK = 40;
const LEAST_CONTRAST = 4;

/** Compares each pixel with the mean of its surroundings, so that shadow and yellowed paper are no ink. */
export function markInk(image: GreyImage, inkShare: number = INK_SHARES.plain, around = surroundings(image)): Ink {
  const { width, height, pixels } = image;
  const marks = new Uint8Array(width * height);
  for (let index = 0; index < marks.length; index++) {
    const mean = around[index] as number;
    if (mean > TOO_DARK && (pixels[index] as number) < mean * inkShare - LEAST_CONTRAST) marks[index] = 1;
  }
  return { width, height, marks };
}

/** The mean around each pixel, a fiftieth of the longer side every way: sums of columns are carried down, and their sum along. */
export function surroundings({ width, height, pixels }: GreyImage): Surroundings {
  const radius = Math.max(8, Math.round(Math.max(width, height) / 50));
  const columns = new Int32Array(width);
  const means = new Float32Array(width * height);
  const addRow = (y: number, sign: 1 | -1) => {
    for (let x = 0, at = y * width; x < width; x++, at++)
      columns[x] = (columns[x] as number) + sign * (pixels[at] as number);
  };
  for (let y = 0; y < Math.min(height, radius); y++) addRow(y, 1);
  for (let y = 0; y < height; y++) {
    if (y + radius < height) addRow(y + radius, 1);
    if (y > radius) addRow(y - radius - 1, -1);
    const rows = Math.min(height, y + radius + 1) - Math.max(0, y - radius);
    let total = 0;
    for (let x = 0; x < Math.min(width, radius); x++) total += columns[x] as number;
    for (let x = 0, at = y * width; x < width; x++, at++) {
      if (x + radius < width) total += columns[x + radius] as number;
      if (x > radius) total -= columns[x - radius - 1] as number;
      means[at] = total / (rows * (Math.min(width, x + radius + 1) - Math.max(0, x - radius)));
    }
  }
  return means;
}
