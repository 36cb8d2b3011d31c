import { chunksOf } from './file-chunks.ts';
import type { PackedObject } from './pdf-object-streams.ts';
import type { SeekableFile } from './pdfium-file.ts';

const LOOK_BACK_BYTES = 16_384;
/** Long enough for the list of twenty thousand pages. */
const LOOK_ON_BYTES = [16_384, 1 << 20] as const;
/** Larger than this, a page of one unit would be wider than 350 m. */
const MAX_UNIT = 75_000;

/**
 * The user unit (ISO 32000-1, 14.11.1) of every page that has one other than 1, by page. Follows the tree of pages from the catalogue;
 * where that cannot be followed nothing is said.
 */
export function userUnitsOf(file: SeekableFile, packed: readonly PackedObject[]): ReadonlyMap<number, number> {
  const objects = new Map<number, string>();
  for (const { number, text } of packed) objects.set(number, text);
  // A later object of the same number replaces an earlier one: PDFs are changed by adding to their end.
  for (const { number, text } of plainObjects(file)) objects.set(number, text);

  const catalogue = [...objects.values()].findLast((text) => /\/Type\s*\/Catalog\b/.test(text));
  const root = Number(/\/Pages\s+(\d+)\s+\d+\s+R/.exec(catalogue ?? '')?.[1] ?? Number.NaN);
  const units = new Map<number, number>();
  let page = 0;
  const seen = new Set<number>();
  const walk = (number: number): void => {
    const text = objects.get(number);
    if (text === undefined || seen.has(number)) return;
    seen.add(number);
    const kids = /\/Kids\s*\[([^\]]*)\]/.exec(text)?.[1];
    if (kids !== undefined && /\/Type\s*\/Pages\b/.test(text)) {
      for (const [, kid] of kids.matchAll(/(\d+)\s+\d+\s+R/g)) walk(Number(kid));
      return;
    }
    const unit = Number(/\/UserUnit\s+(\d*\.?\d+)/.exec(text)?.[1] ?? 1);
    if (unit > 0 && unit <= MAX_UNIT && unit !== 1) units.set(page, unit);
    page += 1;
  };
  walk(root);
  return units;
}

/** Objects of the tree of pages that stand in the file as they are. */
function* plainObjects(file: SeekableFile): Generator<PackedObject> {
  for (const { at, bytes } of chunksOf(file)) {
    for (const { index } of bytes.toString('latin1').matchAll(/\/Type\s*\/(?:Pages?|Catalog)\b/g)) {
      const object = objectAround(file, at + index);
      if (object) yield object;
    }
  }
}

function objectAround(file: SeekableFile, place: number): PackedObject | null {
  const start = Math.max(0, place - LOOK_BACK_BYTES);
  for (const lookOnBytes of LOOK_ON_BYTES) {
    const around = Buffer.alloc(place - start + lookOnBytes);
    const text = around.toString('latin1', 0, file.readAt(start, around));
    const head = text.lastIndexOf(' obj', place - start);
    const number = /(\d+)\s+\d+$/.exec(text.slice(Math.max(0, head - 20), Math.max(0, head)))?.[1];
    const end = text.indexOf('endobj', place - start);
    if (number === undefined) return null;
    if (end >= 0) return { number: Number(number), text: text.slice(head, end) };
  }
  return null;
}
