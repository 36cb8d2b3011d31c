import type { Point } from '@diachi/page-text';
import type { Size } from '../reading/place.ts';
import type { Corners } from '../scan/corners.ts';
import type { GreyImage } from '../scan/grey-image.ts';
import { findSide, findSteps, placesOn, type Side, type Steps } from './find-sides.ts';
import { histogramOf, levelBelow } from './histogram.ts';

const COARSE_PX = 400;
// Of the paper's level: a shadow on paper is softer, and a surface as light as that is not told from it.
const LEAST_STEP = 0.06;
const SURROUND = 0.9;
const EDGE_SAMPLES = 60;
// Of a side, that has to be seen: a thumb may lie on it.
const LEAST_SEEN = 0.6;
const LEAST_AREA = 0.25;
const MOST_BEYOND = 0.06;
const PAPER_SHARE = 0.2;

/**
 * Corners of a sheet of paper that lies on something darker, in pixels of the picture: a line is laid along each of its four sides, where the
 * picture grows brighter inwards. Null where there is no such sheet, or one whose sides are not straight, or cannot be seen.
 */
export function findCorners(picture: GreyImage): Corners | null {
  if (!hasSurround(picture)) return null;
  const times = Math.max(1, Math.round(Math.max(picture.width, picture.height) / COARSE_PX));
  const coarse = coarser(picture, times);
  const least = levelBelow(histogramOf(coarse), PAPER_SHARE) * LEAST_STEP;
  const steps = [coarse, turn(coarse), turn(turn(coarse)), turn(turn(turn(coarse)))].map((way) =>
    findSteps(way, least),
  );
  const sides = steps.map(findSide);
  const lines = sides.map((side, turns) => side && lineOf(side, turns, coarse));
  const [left, bottom, right, top] = lines;
  if (!left || !bottom || !right || !top) return null;
  const corners = [cross(left, top), cross(top, right), cross(right, bottom), cross(bottom, left)] as const;
  if (!isSheet(corners, coarse)) return null;
  const [topLeft, topRight, bottomRight, bottomLeft] = corners;
  const ends = [
    [topLeft, bottomLeft],
    [bottomLeft, bottomRight],
    [bottomRight, topRight],
    [topRight, topLeft],
  ] as const;
  const areSeen = ends.every(([from, to], turns) =>
    isSeen(steps[turns] as Steps, sides[turns] as Side, turnPoint(from, turns, coarse), turnPoint(to, turns, coarse)),
  );
  return areSeen ? (corners.map(({ x, y }) => ({ x: x * times, y: y * times })) as unknown as Corners) : null;
}

/** True where an edge of a picture is plainly darker than its paper: most scans show nothing but paper there. */
function hasSurround({ width, height, pixels }: GreyImage): boolean {
  const sample = (from: Point, to: Point) =>
    Array.from({ length: EDGE_SAMPLES }, (_, number) => {
      const share = (number + 0.5) / EDGE_SAMPLES;
      const x = Math.round(from.x + (to.x - from.x) * share);
      const y = Math.round(from.y + (to.y - from.y) * share);
      return pixels[y * width + x] as number;
    }).sort((one, other) => one - other);
  const inset = Math.floor(Math.min(width, height) / 200);
  const [right, bottom] = [width - 1 - inset, height - 1 - inset];
  const corners = [
    { x: inset, y: inset },
    { x: right, y: inset },
    { x: right, y: bottom },
    { x: inset, y: bottom },
  ];
  const across = [0.2, 0.35, 0.5, 0.65, 0.8].flatMap((share) =>
    sample({ x: width * 0.1, y: Math.floor(height * share) }, { x: width * 0.9, y: Math.floor(height * share) }),
  );
  const paper = across.sort((one, other) => one - other)[Math.floor(across.length * (1 - PAPER_SHARE))] as number;
  const dark = corners.filter((corner, number) => {
    const levels = sample(corner, corners[(number + 1) % 4] as Point);
    return (levels[Math.floor(EDGE_SAMPLES / 2)] as number) < paper * SURROUND;
  });
  return dark.length >= 1;
}

/** A picture in fewer pixels, each the mean of so many by so many. */
function coarser({ width, height, pixels }: GreyImage, times: number): GreyImage {
  const [across, down] = [Math.floor(width / times), Math.floor(height / times)];
  const means = new Uint8Array(across * down);
  const sums = new Int32Array(across);
  for (let y = 0; y < down; y++) {
    sums.fill(0);
    for (let row = y * times; row < (y + 1) * times; row++) {
      let at = row * width;
      for (let x = 0; x < across; x++)
        for (let near = 0; near < times; near++, at++) sums[x] = (sums[x] as number) + (pixels[at] as number);
    }
    for (let x = 0; x < across; x++) means[y * across + x] = (sums[x] as number) / (times * times);
  }
  return { width: across, height: down, pixels: means };
}

/** A quarter turn clockwise. */
function turn({ width, height, pixels }: GreyImage): GreyImage {
  const turned = new Uint8Array(pixels.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) turned[x * height + (height - 1 - y)] = pixels[y * width + x] as number;
  return { width: height, height: width, pixels: turned };
}

/** Where a point lies after so many quarter turns clockwise of its picture. */
function turnPoint({ x, y }: Point, turns: number, { width, height }: Size): Point {
  return turns === 0 ? { x, y } : turnPoint({ x: height - y, y: x }, turns - 1, { width: height, height: width });
}

/** All points of which `over` times the column and `down` times the row are `sum`. */
type Line = { readonly over: number; readonly down: number; readonly sum: number };

/** A side that was found on the picture turned so often, as a line on the picture as it lies. */
function lineOf({ at, perRow }: Side, turns: number, size: Size): Line {
  const turnedSize = turns % 2 === 0 ? size : { width: size.height, height: size.width };
  const back = (4 - turns) % 4;
  const one = turnPoint({ x: at, y: 0 }, back, turnedSize);
  const other = turnPoint({ x: at + perRow * 100, y: 100 }, back, turnedSize);
  const [over, down] = [other.y - one.y, one.x - other.x];
  return { over, down, sum: over * one.x + down * one.y };
}

function cross(one: Line, other: Line): Point {
  const area = one.over * other.down - other.over * one.down;
  return {
    x: (one.sum * other.down - other.sum * one.down) / area,
    y: (one.over * other.sum - other.over * one.sum) / area,
  };
}

/** Large, and hardly beyond the picture; corners that follow each other clockwise. */
function isSheet(corners: Corners, { width, height }: Size): boolean {
  const isNear = corners.every(
    ({ x, y }) =>
      x > -width * MOST_BEYOND &&
      x < width * (1 + MOST_BEYOND) &&
      y > -height * MOST_BEYOND &&
      y < height * (1 + MOST_BEYOND),
  );
  const turnsRight = corners.every((corner, number) => {
    const [next, after] = [corners[(number + 1) % 4] as Point, corners[(number + 2) % 4] as Point];
    return (next.x - corner.x) * (after.y - next.y) - (next.y - corner.y) * (after.x - next.x) > 0;
  });
  return isNear && turnsRight && areaOf(corners) > width * height * LEAST_AREA;
}

const areaOf = (corners: Corners): number =>
  corners.reduce((sum, { x, y }, number) => {
    const next = corners[(number + 1) % 4] as Point;
    return sum + (x * next.y - next.x * y) / 2;
  }, 0);

/** True where a side is seen on most of its way between two corners, as far as it lies within the picture. */
function isSeen(steps: Steps, side: Side, from: Point, to: Point): boolean {
  const top = Math.max(0, Math.ceil(Math.min(from.y, to.y)));
  const bottom = Math.min(steps.height - 1, Math.floor(Math.max(from.y, to.y)));
  const seen = placesOn(steps, side).filter(({ y }) => y >= top && y <= bottom).length;
  return seen > (bottom - top + 1) * LEAST_SEEN;
}
