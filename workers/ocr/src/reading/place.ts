import type { Point } from '@diachi/page-text';

export type Size = { readonly width: number; readonly height: number };

/** Says where a point of one picture lies in another. */
export type Place = (point: Point) => Point;

/** Where points lie after a picture was turned clockwise around its middle and the new one was made large enough to hold it. */
export function turned(from: Size, to: Size, degrees: number): Place {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return ({ x, y }) => {
    const over = x - from.width / 2;
    const down = y - from.height / 2;
    return { x: to.width / 2 + over * cos - down * sin, y: to.height / 2 + over * sin + down * cos };
  };
}

/** Where points lie in a copy of a picture `times` as large, by its middle: sizes are rounded at the edges. */
export function resized(from: Size, to: Size, times: number): Place {
  return ({ x, y }) => ({
    x: to.width / 2 + (x - from.width / 2) * times,
    y: to.height / 2 + (y - from.height / 2) * times,
  });
}
