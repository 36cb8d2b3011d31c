import type { Box, Point } from '@diachi/page-text';
import type { Corners } from '../scan/corners.ts';
import { type Plane, planeOf, resizePlane } from '../scan/plane.ts';
import type { Scan } from '../scan/scan-reader.ts';
import { findCorners } from './find-corners.ts';
import { findCornersByLines } from './find-corners-by-lines.ts';
import type { Overlook } from './look-over.ts';
import { rowsOf } from './rows-of.ts';
import { type QuarterTurns, turnBoxes, turnSize } from './turn-boxes.ts';

// In degrees: engines read lines that run together by less, and a scanner's page is never further off.
const LEAST_SLANT = 1.2;
const RIGHT_ANGLE = 90;
// Letters in rows so long are writing; the grain of a table makes rows by chance, but short ones.
const LONG_ROW = 10;
const MOST_LEFT_OUT = 0.01;

/**
 * The plane of a sheet that was photographed at a slant, in pixels of the scan: told by its sides where they are in the picture, else by its
 * writing. Null where nothing tells, and where it is not worth laying flat.
 */
export function findPlane(scan: Scan, overlook: Overlook): Plane | null {
  if (overlook.content !== 'writing' || overlook.isNegative) return null;
  const bySides = findCorners(scan.overview);
  const corners = bySides ?? cornersByLines(overlook);
  if (!corners || !isSlanted(corners) || !holds(corners, overlook.letters)) return null;
  const times = scan.width / scan.overview.width;
  return planeOf(resizePlane({ corners, width: 1, height: 1 }, times).corners, scan);
}

/** Found on the page turned upright; where it lies on its side it is laid flat upright. */
function cornersByLines({ letters, letterHeight, hasLines, turns, size }: Overlook): Corners | null {
  if (!hasLines || letterHeight === null) return null;
  const upright = turnSize(size, turns);
  const corners = findCornersByLines(turnBoxes(letters, size, turns), upright, letterHeight);
  if (!corners) return null;
  const points = corners.map((corner) => ({ ...corner, width: 0, height: 0 }));
  return turnBoxes(points, upright, ((4 - turns) % 4) as QuarterTurns).map(({ x, y }) => ({
    x,
    y,
  })) as unknown as Corners;
}

/** True where corners are not square: sides run together, or lean to each other. */
function isSlanted(corners: Corners): boolean {
  return corners.some((corner, number) => {
    const before = corners[(number + 3) % 4] as Point;
    const after = corners[(number + 1) % 4] as Point;
    const turn =
      Math.atan2(before.y - corner.y, before.x - corner.x) - Math.atan2(after.y - corner.y, after.x - corner.x);
    const degrees = ((((turn * 180) / Math.PI) % 360) + 360) % 360;
    return Math.abs(degrees - RIGHT_ANGLE) > LEAST_SLANT;
  });
}

/** True where all writing lies within the corners: what does not was no sheet. */
function holds(corners: Corners, letters: readonly Box[]): boolean {
  const written = inRows(letters);
  const outside = written.filter(({ x, y, width, height }) => !isWithin(corners, x + width / 2, y + height / 2));
  return outside.length <= written.length * MOST_LEFT_OUT;
}

/** Letters that are writing, and no grain of a table. */
export const inRows = (letters: readonly Box[]): readonly Box[] =>
  rowsOf(letters)
    .filter(({ length }) => length >= LONG_ROW)
    .flat();

const isWithin = (corners: Corners, x: number, y: number): boolean =>
  corners.every((corner, number) => {
    const next = corners[(number + 1) % 4] as Point;
    return (next.x - corner.x) * (y - corner.y) - (next.y - corner.y) * (x - corner.x) > 0;
  });
