import type { GreyImage } from '../scan/grey-image.ts';

/** Light becomes dark and dark light. */
export const invert = ({ width, height, pixels }: GreyImage): GreyImage => ({
  width,
  height,
  pixels: pixels.map((value) => 255 - value),
});
