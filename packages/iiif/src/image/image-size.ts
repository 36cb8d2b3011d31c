/** In pixels. */
export type ImageSize = { readonly width: number; readonly height: number };

/** The largest picture that is given out: no wider, no higher, and of no more pixels. */
export type ImageLimits = { readonly maxWidth: number; readonly maxHeight: number; readonly maxArea: number };

/** By how much an image may be scaled to keep within limits: below 1 where it is too large as it is. */
export const roomFor = ({ width, height }: ImageSize, { maxWidth, maxHeight, maxArea }: ImageLimits): number =>
  Math.min(maxWidth / width, maxHeight / height, Math.sqrt(maxArea / (width * height)));

/** Whether a picture of this size is given out at all. */
export const isWithin = ({ width, height }: ImageSize, { maxWidth, maxHeight, maxArea }: ImageLimits): boolean =>
  width <= maxWidth && height <= maxHeight && width * height <= maxArea;

/** The whole pixels of a scaled image, rounded down, so that limits are kept. */
export const scaledDown = ({ width, height }: ImageSize, factor: number): ImageSize => ({
  // Of 400 × (1 / 3) × 3 a machine makes 399.99999999999994.
  width: Math.max(1, Math.floor(width * factor + 1e-6)),
  height: Math.max(1, Math.floor(height * factor + 1e-6)),
});
