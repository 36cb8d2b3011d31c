import type { Box } from '@diachi/page-text';

/** The height most letters have: that of small letters without strokes up or down. Null with too few letters to tell. */
export function findLetterHeight(letters: readonly Box[]): number | null {
  if (letters.length < 30) return null;
  const counts = new Map<number, number>();
  for (const { height } of letters) counts.set(height, (counts.get(height) ?? 0) + 1);
  const around = (height: number) =>
    2 * (counts.get(height) ?? 0) + (counts.get(height - 1) ?? 0) + (counts.get(height + 1) ?? 0);
  let best = { height: 0, count: 0 };
  for (const height of counts.keys()) {
    if (around(height) > best.count) best = { height, count: around(height) };
  }
  return best.height;
}
