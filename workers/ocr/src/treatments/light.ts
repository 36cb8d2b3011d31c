import type { Border } from '../look/find-border.ts';
import type { GreyImage } from '../scan/grey-image.ts';

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
  const light = { columns, rows, levels: spread(measured, columns, rows) };
  return border ? besideBorder(image, border, light) : light;
}

// Cells to a coarse one, and how far from a border they are looked at: paper that bends into a gutter darkens within a few letters.
const FINER = 4;
const REACH = 5;
// Less of the light about it is no shaded paper but ink.
const LEAST_SHADE = 0.4;
const MIDDLE = 0.5;

/** The same light in a finer grid, with the shade that falls off too steeply beside a border for a coarse one. */
function besideBorder(image: GreyImage, border: Border, coarse: Light): Light {
  const cell = Math.ceil(Math.max(image.width, image.height) / (CELLS_ALONG * FINER));
  const columns = Math.ceil(image.width / cell);
  const rows = Math.ceil(image.height / cell);
  const levels = Float32Array.from({ length: columns * rows }, (_, number) =>
    levelAt(
      coarse,
      between((number % columns) * cell + cell / 2, image.width, coarse.columns),
      between(Math.floor(number / columns) * cell + cell / 2, image.height, coarse.rows),
    ),
  );
  const isNear = nearBorder(border, { cell, columns, rows });
  const measured = Array.from(levels, (level, number) => {
    if (!isNear[number]) return level;
    const shade = paperLevel(
      image,
      border,
      (number % columns) * cell,
      Math.floor(number / columns) * cell,
      cell,
      MIDDLE,
    );
    return shade < level * LEAST_SHADE ? 0 : Math.min(shade, level);
  });
  return { columns, rows, levels: fill(measured, columns, rows) };
}

/** Which cells have a border in them or a few cells away, along or down. */
function nearBorder(
  border: Border,
  { cell, columns, rows }: { readonly cell: number; readonly columns: number; readonly rows: number },
) {
  const near = new Uint8Array(columns * rows);
  for (let y = 0; y < border.height; y += 2) {
    for (let x = 0; x < border.width; x += 2) {
      if (border.marks[y * border.width + x] !== 1) continue;
      near[Math.floor(y / cell) * columns + Math.floor(x / cell)] = 2;
    }
  }
  const bordered = [...near.keys()].filter((number) => near[number] === 2);
  for (const number of bordered) {
    const [column, row] = [number % columns, Math.floor(number / columns)];
    for (let other = Math.max(0, row - REACH); other <= Math.min(rows - 1, row + REACH); other++) {
      const from = other * columns;
      near.fill(1, from + Math.max(0, column - REACH), from + Math.min(columns - 1, column + REACH) + 1);
    }
  }
  return near;
}

/** The level a share of a cell is brighter than; 0 where too little paper is left to tell. */
function paperLevel(
  image: GreyImage,
  border: Border | null,
  left: number,
  top: number,
  cell: number,
  brighterShare = 0.2,
): number {
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
  while (level > 0 && brighter + (histogram[level] as number) < count * brighterShare)
    brighter += histogram[level--] as number;
  return level;
}

function spread(measured: readonly number[], columns: number, rows: number): Float32Array {
  const levels = fill(measured, columns, rows);
  return levels.map((_, number) => meanAround(levels, columns, rows, number));
}

/** Cells nothing is known of take the mean of their known neighbours, nearest first. */
function fill(measured: readonly number[], columns: number, rows: number): Float32Array {
  let levels = Float32Array.from(measured);
  while (levels.includes(0)) {
    levels = levels.map((level, number) => level || meanAround(levels, columns, rows, number));
  }
  return levels;
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
      const paper = levelAt(light, over, down);
      pixels[y * width + x] = Math.min(255, ((image.pixels[y * width + x] as number) * 240) / paper);
    }
  }
  return { width, height, pixels };
}

type Between = { readonly near: number; readonly far: number; readonly share: number };

function levelAt({ columns, levels }: Light, over: Between, down: Between): number {
  const upper = levels[down.near * columns + over.near] as number;
  const upperFar = levels[down.near * columns + over.far] as number;
  const lower = levels[down.far * columns + over.near] as number;
  const lowerFar = levels[down.far * columns + over.far] as number;
  const above = upper * (1 - over.share) + upperFar * over.share;
  const below = lower * (1 - over.share) + lowerFar * over.share;
  return above * (1 - down.share) + below * down.share;
}

/** The two cells a pixel lies between, and how far towards the second. */
function between(place: number, size: number, cells: number): Between {
  const exact = Math.min(cells - 1, Math.max(0, ((place + 0.5) * cells) / size - 0.5));
  const near = Math.floor(exact);
  return { near, far: Math.min(cells - 1, near + 1), share: exact - near };
}
