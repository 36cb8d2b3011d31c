import type { Box } from '@diachi/page-text';

/** A quarter turn count, clockwise. */
export type QuarterTurns = 0 | 1 | 2 | 3;

type Size = { readonly width: number; readonly height: number };

/** Where boxes lie after a page of this size is turned clockwise. */
export function turnBoxes(boxes: readonly Box[], page: Size, turns: QuarterTurns): readonly Box[] {
  switch (turns) {
    case 0:
      return boxes;
    case 1:
      return boxes.map(({ x, y, width, height }) => ({
        x: page.height - y - height,
        y: x,
        width: height,
        height: width,
      }));
    case 2:
      return boxes.map(({ x, y, width, height }) => ({
        x: page.width - x - width,
        y: page.height - y - height,
        width,
        height,
      }));
    case 3:
      return boxes.map(({ x, y, width, height }) => ({
        x: y,
        y: page.width - x - width,
        width: height,
        height: width,
      }));
  }
}

/** The page's own size after turning. */
export const turnSize = ({ width, height }: Size, turns: QuarterTurns): Size =>
  turns % 2 === 0 ? { width, height } : { width: height, height: width };
