import type { Box } from '@diachi/page-text';

/** A part of a canvas by a media fragment, in whole pixels that leave nothing of it out (Media Fragments URI 1.0, section 4.2.2). */
export function xywh(canvas: string, { x, y, width, height }: Box): string {
  const left = Math.max(0, Math.floor(x));
  const top = Math.max(0, Math.floor(y));
  const right = Math.max(left + 1, Math.ceil(x + width));
  const bottom = Math.max(top + 1, Math.ceil(y + height));
  return `${canvas}#xywh=${left},${top},${right - left},${bottom - top}`;
}
