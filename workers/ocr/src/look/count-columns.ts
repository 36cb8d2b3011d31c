import type { Box } from '@diachi/page-text';

const BANDS = 24;
// In heights of small letters: wider than the spaces between words, even where lines are justified.
const LEAST_GAP = 1.8;
// Headings and pictures may cross what parts the columns.
const LEAST_SHARE_OF_BANDS = 0.5;

/** In how many columns letters of level lines stand: how often an upright white strip parts them over half of their height or more. */
export function countColumns(letters: readonly Box[], letterHeight: number): number {
  if (letters.length === 0) return 0;
  const top = Math.min(...letters.map(({ y }) => y));
  const bottom = Math.max(...letters.map(({ y, height }) => y + height));
  const right = Math.ceil(Math.max(...letters.map(({ x, width }) => x + width)));
  const bandHeight = Math.max(letterHeight * 4, (bottom - top) / BANDS);
  const bands = Map.groupBy(letters, ({ y }) => Math.floor((y - top) / bandHeight));
  const parted = new Int32Array(right + 1);
  for (const band of bands.values()) {
    for (const gap of gapsOf(band, LEAST_GAP * letterHeight)) {
      for (let x = Math.ceil(gap.left); x < gap.right; x++) parted[x] = (parted[x] as number) + 1;
    }
  }
  let columns = 1;
  let isParted = false;
  for (const count of parted) {
    const isNow = count >= bands.size * LEAST_SHARE_OF_BANDS;
    if (isNow && !isParted) columns++;
    isParted = isNow;
  }
  return columns;
}

/** White strips between the letters of one band. */
function* gapsOf(band: readonly Box[], least: number) {
  const ordered = band.toSorted((one, other) => one.x - other.x);
  let covered = Number.POSITIVE_INFINITY;
  for (const { x, width } of ordered) {
    if (x - covered >= least) yield { left: covered, right: x };
    covered = covered === Number.POSITIVE_INFINITY ? x + width : Math.max(covered, x + width);
  }
}
