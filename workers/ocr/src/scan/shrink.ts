import type { GreyImage } from './grey-image.ts';

/** A picture at a scale of at most 1, each pixel the mean of the paper it covers. */
export function shrink(image: GreyImage, scale: number): GreyImage {
  if (scale >= 1) return image;
  if (scale === 0.5) return halve(image);
  const { width, height, pixels } = image;
  const across = covered(width, scale);
  const down = covered(height, scale);
  const narrow = new Float32Array(across.length * height);
  for (let y = 0; y < height; y++) {
    for (const [x, cover] of across.entries()) narrow[y * across.length + x] = meanOf(pixels, y * width, 1, cover);
  }
  const small = new Uint8Array(across.length * down.length);
  for (const [y, cover] of down.entries()) {
    for (let x = 0; x < across.length; x++) {
      small[y * across.length + x] = Math.round(meanOf(narrow, x, across.length, cover));
    }
  }
  return { width: across.length, height: down.length, pixels: small };
}

/** The same at half its size, where every pixel is the mean of four: a twentieth of the work. */
function halve({ width, height, pixels }: GreyImage): GreyImage {
  const [across, down] = [Math.max(1, Math.round(width / 2)), Math.max(1, Math.round(height / 2))];
  const small = new Uint8Array(across * down);
  for (let y = 0, at = 0; y < down; y++) {
    const upper = 2 * y * width;
    // What is over beyond the last pair counts twice.
    const lower = 2 * y + 1 < height ? upper + width : upper;
    for (let x = 0; x < across; x++, at++) {
      const left = 2 * x;
      const right = left + 1 < width ? left + 1 : left;
      const sum =
        (pixels[upper + left] as number) +
        (pixels[upper + right] as number) +
        (pixels[lower + left] as number) +
        (pixels[lower + right] as number);
      small[at] = (sum + 2) >> 2;
    }
  }
  return { width: across, height: down, pixels: small };
}

/** What a pixel of the smaller picture covers of the larger: the first pixel and how much of it and of those after it. */
type Cover = { readonly from: number; readonly shares: readonly number[] };

function covered(size: number, scale: number): readonly Cover[] {
  return Array.from({ length: Math.max(1, Math.round(size * scale)) }, (_, place) => {
    const [start, end] = [place / scale, Math.min(size, (place + 1) / scale)];
    const from = Math.min(size - 1, Math.floor(start));
    const shares: number[] = [];
    for (let at = from; at < end; at++) shares.push(Math.min(at + 1, end) - Math.max(at, start));
    const whole = shares.reduce((sum, share) => sum + share, 0);
    return { from, shares: whole > 0 ? shares.map((share) => share / whole) : [1] };
  });
}

function meanOf(levels: Uint8Array | Float32Array, start: number, step: number, { from, shares }: Cover): number {
  let sum = 0;
  for (let place = 0; place < shares.length; place++) {
    sum += (shares[place] as number) * (levels[start + (from + place) * step] as number);
  }
  return sum;
}
