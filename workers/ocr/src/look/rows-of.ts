import type { Box } from '@diachi/page-text';
import { findChains } from './find-chains.ts';

const known = new WeakMap<readonly Box[], readonly (readonly Box[])[]>();

/** Rows of letters, found once for whoever asks of the same list: on a page that lies straight both its slant and its bend are told by them. */
export function rowsOf(letters: readonly Box[]): readonly (readonly Box[])[] {
  const rows = known.get(letters) ?? findChains(letters);
  known.set(letters, rows);
  return rows;
}
