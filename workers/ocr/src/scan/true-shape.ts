import type { Point } from '@diachi/page-text';
import type { Size } from '../reading/place.ts';
import type { Corners } from './corners.ts';

// In longer sides of the picture: what lenses of cameras and telephones have.
const SHORTEST_LENS = 0.5;
const LONGEST_LENS = 3;
// Sides that hardly run together say nothing of the lens.
const LEAST_CONVERGENCE = 0.03;

/**
 * Width to height of a rectangle whose corners are seen so by a pinhole camera that looks at the middle of its picture (Z. Zhang and L.-W. He,
 * Whiteboard scanning and image enhancement, Digital Signal Processing 17, 2007, equations 11, 12, 20 and 21). Where the lens cannot be
 * told from the corners, because two sides are nearly parallel or the lens comes out as no camera has it: by the mean lengths of sides.
 */
export function trueShape(corners: Corners, picture: Size): number {
  const [one, two, four, three] = corners.map(
    ({ x, y }): Ray => [x - picture.width / 2, y - picture.height / 2, 1],
  ) as [Ray, Ray, Ray, Ray];
  const second = dot(cross(one, four), three) / dot(cross(two, four), three);
  const third = dot(cross(one, four), two) / dot(cross(three, four), two);
  const across = less(two, one, second);
  const down = less(three, one, third);
  const lens2 = -(across[0] * down[0] + across[1] * down[1]) / (across[2] * down[2]);
  const long = Math.max(picture.width, picture.height);
  const isTold =
    Math.min(Math.abs(second - 1), Math.abs(third - 1)) > LEAST_CONVERGENCE &&
    lens2 > (SHORTEST_LENS * long) ** 2 &&
    lens2 < (LONGEST_LENS * long) ** 2;
  if (!isTold) return meanShape(corners);
  const length = ([x, y, z]: Ray) => Math.sqrt((x * x + y * y) / lens2 + z * z);
  return length(across) / length(down);
}

function meanShape([topLeft, topRight, bottomRight, bottomLeft]: Corners): number {
  const across = distance(topLeft, topRight) + distance(bottomLeft, bottomRight);
  return across / (distance(topLeft, bottomLeft) + distance(topRight, bottomRight));
}

type Ray = readonly [number, number, number];

const cross = ([a, b, c]: Ray, [d, e, f]: Ray): Ray => [b * f - c * e, c * d - a * f, a * e - b * d];
const dot = ([a, b, c]: Ray, [d, e, f]: Ray): number => a * d + b * e + c * f;
const less = ([a, b, c]: Ray, [d, e, f]: Ray, times: number): Ray => [a * times - d, b * times - e, c * times - f];
const distance = (one: Point, other: Point): number => Math.hypot(one.x - other.x, one.y - other.y);
