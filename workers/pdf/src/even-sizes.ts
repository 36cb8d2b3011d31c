/** How much larger or smaller than the others a line must be to be of another size and not the same, seen through the letters it happens to have. */
const SAME_ABOVE = 0.72;
const SAME_BELOW = 1.38;

/**
 * Gives lines that look about as large as most the very same size. A line without tall letters looks smaller than it is, and viewers that find columns
 * by the size of the letters would tear such a line out of its paragraph. Sizes of the others are evened among themselves.
 */
export function evenSizes(lines: readonly { readonly size: number; readonly weight: number }[]): readonly number[] {
  const sizes = lines.map(({ size }) => size);
  let open = lines.map((_, place) => place);
  while (open.length > 0) {
    const middle = weightedMedian(open.map((place) => lines[place] ?? { size: 0, weight: 0 }));
    const isSame = (place: number) => {
      const size = lines[place]?.size ?? 0;
      return size === middle || (size >= middle * SAME_ABOVE && size <= middle * SAME_BELOW);
    };
    for (const place of open.filter(isSame)) sizes[place] = middle;
    open = open.filter((place) => !isSame(place));
  }
  return sizes;
}

function weightedMedian(lines: readonly { readonly size: number; readonly weight: number }[]): number {
  const sorted = lines.toSorted((one, other) => one.size - other.size);
  let left = sorted.reduce((sum, { weight }) => sum + weight, 0) / 2;
  for (const { size, weight } of sorted) {
    left -= weight;
    if (left <= 0) return size;
  }
  return sorted.at(-1)?.size ?? 0;
}
