import type { Pixels } from './encode-picture.ts';

/** One channel instead of three when the picture has no colour, and every row without the padding at its end. */
export function withoutPadding(
  data: Uint8Array,
  {
    widthPx,
    heightPx,
    strideBytes,
  }: { readonly widthPx: number; readonly heightPx: number; readonly strideBytes: number },
): Pixels {
  const isGrey = hasNoColour(data, widthPx, heightPx, strideBytes);
  const channels = isGrey ? 1 : 3;
  const packed = new Uint8Array(widthPx * heightPx * channels);
  for (let row = 0; row < heightPx; row += 1) {
    const from = row * strideBytes;
    const to = row * widthPx * channels;
    if (!isGrey) packed.set(data.subarray(from, from + 3 * widthPx), to);
    else for (let x = 0; x < widthPx; x += 1) packed[to + x] = data[from + 3 * x] ?? 0;
  }
  return { data: packed, widthPx, heightPx, channels };
}

function hasNoColour(data: Uint8Array, widthPx: number, heightPx: number, strideBytes: number): boolean {
  for (let row = 0; row < heightPx; row += 1) {
    const end = row * strideBytes + 3 * widthPx;
    for (let at = row * strideBytes; at < end; at += 3) {
      if (data[at] !== data[at + 1] || data[at] !== data[at + 2]) return false;
    }
  }
  return true;
}
