import type { Box } from '@diachi/page-text';
import type { Size } from '../reading/place.ts';
import type { Border } from './find-border.ts';

const HALF = 0.5;

/** What is left of a picture without its border: from the first to the last row and column that are paper at least in half. */
export function findSheet(size: Size, border: Border | null): Box {
  if (!border) return { x: 0, y: 0, ...size };
  const inColumns = new Int32Array(size.width);
  const inRows = new Int32Array(size.height);
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      if (border.marks[y * size.width + x] !== 1) continue;
      inColumns[x] = (inColumns[x] as number) + 1;
      inRows[y] = (inRows[y] as number) + 1;
    }
  }
  const across = extent(inColumns, size.height);
  const down = extent(inRows, size.width);
  return { x: across.from, y: down.from, width: across.length, height: down.length };
}

function extent(marked: Int32Array, of: number): { readonly from: number; readonly length: number } {
  const isPaper = (count: number) => count < of * HALF;
  const from = marked.findIndex(isPaper);
  if (from === -1) return { from: 0, length: marked.length };
  return { from, length: marked.findLastIndex(isPaper) - from + 1 };
}
