import type { GreyImage } from '../grey-image.ts';
import type { Border } from './find-border.ts';

/** How bright the paper is over the page, in a coarse grid. */
export type Light = { readonly columns: number; readonly rows: number; readonly levels: Float32Array };

const CELLS_ALONG = 24;
// Paper under a lamp falls off less than this over a page; a photograph by a window more.
const EVEN_SHARE = 0.78;

/** Measures the paper's brightness cell by cell, text and border left out; null when it is even enough to leave alone. */
export function findUnevenLight(image: GreyImage, border: Border | null): Light | null {
  const cell = Math.ceil(Math.max(image.width, image.height) / CELLS_ALONG);
  const columns = Math.ceil(image.width / cell);
  const rows = Math.ceil(image.height / cell);
  const measured = Array.from({ length: columns * rows }, (_, number) =>
    paperLevel(image, border, (number % columns) * cell, Math.floor(number / columns) * cell, cell),
  );
  const known = measured.filter((level) => level > 0).sort((one, other) => one - other);
  const dark = known[Math.floor(known.length * 0.05)] ?? 0;
  const bright = known[Math.floor(known.length * 0.95)] ?? 0;
  if (known.length < columns || dark > bright * EVEN_SHARE || dark < bright * 0.25) return null;
  const levels = spread(measured, columns, rows);
  return { columns, rows, levels };
}

/** The level a fifth of a cell is brighter than; 0 where too little paper is left to tell. */
function paperLevel(image: GreyImage, border: Border | null, left: number, top: number, cell: number): number {
  const histogram = new Uint32Array(256);
  let count = 0;
  for (let y = top; y < Math.min(image.height, top + cell); y++) {
    for (let x = left; x < Math.min(image.width, left + cell); x++) {
      if (border && border.marks[y * border.width + x] === 1) continue;
      const value = image.pixels[y * image.width + x] as number;
      histogram[value] = (histogram[value] as number) + 1;
      count++;
    }
  }
  if (count < (cell * cell) / 4) return 0;
  let brighter = 0;
  let level = 255;
  while (level > 0 && brighter + (histogram[level] as number) < count / 5) brighter += histogram[level--] as number;
  return level;
}

/** Cells nothing is known of take the mean of their known neighbours, nearest first. */
function spread(measured: readonly number[], columns: number, rows: number): Float32Array {
  let levels = Float32Array.from(measured);
  while (levels.includes(0)) {
    levels = levels.map((level, number) => level || meanAround(levels, columns, rows, number));
  }
  return levels.map((_, number) => meanAround(levels, columns, rows, number));
}

function meanAround(levels: Float32Array, columns: number, rows: number, number: number): number {
  let sum = 0;
  let count = 0;
  const column = number % columns;
  const row = Math.floor(number / columns);
  for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
    for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
      const level = levels[y * columns + x] as number;
      if (level === 0) continue;
      sum += level;
      count++;
    }
  }
  return count === 0 ? 0 : sum / count;
}

/** Brings the paper to one brightness: each pixel against the paper about it. */
export function evenLight(image: GreyImage, light: Light): GreyImage {
  const { width, height } = image;
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const down = between(y, height, light.rows);
    for (let x = 0; x < width; x++) {
      const over = between(x, width, light.columns);
      const level = (column: number, row: number) => light.levels[row * light.columns + column] as number;
      const upper = level(over.near, down.near) * (1 - over.share) + level(over.far, down.near) * over.share;
      const lower = level(over.near, down.far) * (1 - over.share) + level(over.far, down.far) * over.share;
      const paper = upper * (1 - down.share) + lower * down.share;
      pixels[y * width + x] = Math.min(255, ((image.pixels[y * width + x] as number) * 240) / paper);
    }
  }
  return { width, height, pixels };
}

/** The two cells a pixel lies between, and how far towards the second. */
function between(place: number, size: number, cells: number) {
  const exact = Math.min(cells - 1, Math.max(0, ((place + 0.5) * cells) / size - 0.5));
  const near = Math.floor(exact);
  return { near, far: Math.min(cells - 1, near + 1), share: exact - near };
}
