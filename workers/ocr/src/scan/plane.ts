import type { Point } from '@diachi/page-text';
import { solve } from '../look/solve.ts';
import type { Place, Size } from '../reading/place.ts';
import type { Corners } from './corners.ts';
import { trueShape } from './true-shape.ts';

/** A sheet seen at a slant, and the size in pixels of the picture it is laid flat on. */
export type Plane = Size & { readonly corners: Corners };

// A sheet of A4 at 500 dots per inch; nothing is gained by more, and it is held in memory.
const MOST_PX = 24_000_000;

/** The plane of a sheet with these corners on a photograph of this size: as many pixels as its longest sides have, in its true shape. */
export function planeOf(corners: Corners, picture: Size): Plane {
  const [topLeft, topRight, bottomRight, bottomLeft] = corners;
  const across = Math.max(distance(topLeft, topRight), distance(bottomLeft, bottomRight));
  const down = Math.max(distance(topLeft, bottomLeft), distance(topRight, bottomRight));
  const shape = trueShape(corners, picture);
  const [width, height] = across / down > shape ? [across, across / shape] : [down * shape, down];
  const scale = Math.min(1, Math.sqrt(MOST_PX / (width * height)));
  return { corners, width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** The same plane for a copy of its photograph `times` as large. */
export function resizePlane({ corners, width, height }: Plane, times: number): Plane {
  const resize = ({ x, y }: Point) => ({ x: x * times, y: y * times });
  return {
    corners: corners.map(resize) as unknown as Corners,
    width: Math.max(1, Math.round(width * times)),
    height: Math.max(1, Math.round(height * times)),
  };
}

/** A projective mapping of the plane onto itself: nine factors, row by row, the last of them 1. */
export type Homography = readonly number[];

/** From places of the flat picture to those of the photograph. */
export const toPhotograph = ({ corners, width, height }: Plane): Homography =>
  mapping(rectangle(width, height), corners);

/** From places of the photograph to those of the flat picture. */
export const toFlat = ({ corners, width, height }: Plane): Homography => mapping(corners, rectangle(width, height));

export const through =
  (homography: Homography): Place =>
  ({ x, y }) => {
    const [a = 1, b = 0, c = 0, d = 0, e = 1, f = 0, g = 0, h = 0] = homography;
    const away = g * x + h * y + 1;
    return { x: (a * x + b * y + c) / away, y: (d * x + e * y + f) / away };
  };

const rectangle = (width: number, height: number): Corners => [
  { x: 0, y: 0 },
  { x: width, y: 0 },
  { x: width, y: height },
  { x: 0, y: height },
];

/** The one projective mapping that takes four places to four others. */
function mapping(from: Corners, to: Corners): Homography {
  const rows = from.flatMap(({ x, y }, number) => {
    const { x: toX, y: toY } = to[number] as Point;
    return [
      Float64Array.of(x, y, 1, 0, 0, 0, -toX * x, -toX * y, toX),
      Float64Array.of(0, 0, 0, x, y, 1, -toY * x, -toY * y, toY),
    ];
  });
  return [...solve(rows), 1];
}

const distance = (one: Point, other: Point): number => Math.hypot(one.x - other.x, one.y - other.y);
