import type { ImageSize } from './image-size.ts';

/** An image at a half, a quarter, an eighth of its size. */
export type ScaledSize = { readonly scale: number; readonly size: ImageSize };

/** The image halved until it is no larger than one tile, itself first. Sizes are rounded up, as viewers reckon them (IIIF Image API 3.0, implementation notes). */
export function scaledSizes(image: ImageSize, tileSide: number): readonly ScaledSize[] {
  const scaled: ScaledSize[] = [];
  for (let scale = 1; ; scale *= 2) {
    const size = { width: Math.ceil(image.width / scale), height: Math.ceil(image.height / scale) };
    scaled.push({ scale, size });
    if (Math.max(size.width, size.height) <= tileSide) return scaled;
  }
}
