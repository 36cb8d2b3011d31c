import type { Box } from '@diachi/page-text';

// Lines of columns beside each other need not agree, so each strip of the page is looked at alone.
const STRIPS = 8;

/**
 * How much more plainly letters stand in rows than in columns: well above 1 for a page whose lines run across,
 * well below for one whose lines run up or down, near 1 when nothing can be said.
 */
export function rowsAgainstColumns(letters: readonly Box[], bandPx: number): number {
  const rows = unevenness(
    letters.map(({ x, y, width, height }) => ({ along: x + width / 2, across: y + height / 2 })),
    bandPx,
  );
  const columns = unevenness(
    letters.map(({ x, y, width, height }) => ({ along: y + height / 2, across: x + width / 2 })),
    bandPx,
  );
  return columns === 0 ? 1 : rows / columns;
}

type Place = { readonly along: number; readonly across: number };

/** Letters in lines fill some bands and leave others empty: the mean square of a band's count, against evenly spread letters. */
function unevenness(places: readonly Place[], bandPx: number): number {
  const ends = places.map(({ along }) => along);
  const first = ends.reduce((least, one) => Math.min(least, one), Number.POSITIVE_INFINITY);
  const last = ends.reduce((most, one) => Math.max(most, one), 0);
  const strip = Math.max(1, (last - first + 1) / STRIPS);
  const counts = new Map<number, number>();
  for (const { along, across } of places) {
    const cell = Math.floor((along - first) / strip) * 100_000 + Math.floor(across / bandPx);
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  let squares = 0;
  for (const count of counts.values()) squares += count * count;
  return squares / Math.max(1, places.length);
}
