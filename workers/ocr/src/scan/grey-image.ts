/** A picture in grey, one byte a pixel, row by row; 0 is black. */
export type GreyImage = { readonly width: number; readonly height: number; readonly pixels: Uint8Array };

/** The picture as a portable greymap (netpbm P5), which an engine reads without decoding anything. */
export function greymap({ width, height, pixels }: GreyImage): Buffer {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1'), pixels]);
}
