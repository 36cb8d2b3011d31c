import type { Box } from '@diachi/page-text';
import type { Size } from '../reading/place.ts';
import { findChains } from './find-chains.ts';
import type { Shapes } from './find-letters.ts';

/** Dust on a page: boxes in pixels of the overview, of what stands apart from all that is written. */
export type Dust = { readonly specks: readonly Box[]; readonly size: Size };

// In heights of small letters: dots, accents and commas lie nearer to their letters.
const NEAR = 1.5;
const LEAST_CELL = 10;
// Dots that lead from a title to its page are no dust.
const LEADERS = 8;

/** Finds what may be painted over: specks and blots that lie apart from what is written. */
export function findDust({ letters, specks }: Shapes, written: readonly Box[], size: Size, letterHeight: number): Dust {
  const isNear = nearTo(written, size, Math.max(LEAST_CELL, Math.round(letterHeight * NEAR)));
  const kept = new Set(written.map(({ x, y }) => x * 100_000 + y));
  const blots = letters.filter(({ x, y }) => !kept.has(x * 100_000 + y));
  const leaders = new Set(
    findChains(specks)
      .filter((chain) => chain.length >= LEADERS)
      .flat(),
  );
  return { specks: [...specks, ...blots].filter((speck) => !isNear(speck) && !leaders.has(speck)), size };
}

function nearTo(written: readonly Box[], size: Size, cell: number): (box: Box) => boolean {
  const columns = Math.ceil(size.width / cell);
  const rows = Math.ceil(size.height / cell);
  const marks = new Uint8Array(columns * rows);
  for (const { x, y, width, height } of written) {
    const right = Math.min(columns - 1, Math.floor((x + width) / cell) + 1);
    const bottom = Math.min(rows - 1, Math.floor((y + height) / cell) + 1);
    for (let row = Math.max(0, Math.floor(y / cell) - 1); row <= bottom; row++) {
      marks.fill(1, row * columns + Math.max(0, Math.floor(x / cell) - 1), row * columns + right + 1);
    }
  }
  return ({ x, y, width, height }) =>
    marks[Math.floor((y + height / 2) / cell) * columns + Math.floor((x + width / 2) / cell)] === 1;
}
